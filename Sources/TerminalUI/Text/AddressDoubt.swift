/// Why an address may look like another one. What is not doubted may still be a stranger's.
enum AddressDoubt: Hashable {
    /// Something in it cannot be seen.
    case hidden
    /// Its letters are of several scripts, as "bоb" with a Cyrillic letter among Latin ones.
    case mixed
    /// It has letters that are drawn like common ones, such as full-width or mathematical ones, or marks over letters.
    case lookalike

    /// Nil when there is nothing to doubt.
    init?(_ address: String) {
        var scripts: Set<Script> = []
        var isLookalike = false
        for scalar in address.unicodeScalars {
            if Self.isHidden(scalar) {
                self = .hidden
                return
            }
            if let script = Script(scalar) { scripts.insert(script) }
            if Self.isLookalike(scalar) { isLookalike = true }
        }
        if isLookalike {
            self = .lookalike
        } else if scripts.count > 1 {
            self = .mixed
        } else {
            return nil
        }
    }

    /// The doubt in as few words as a row has room for.
    var shortWords: DisplayText {
        switch self {
        case .hidden: "hidden signs"
        case .mixed: "mixed scripts"
        case .lookalike: "look-alike"
        }
    }

    /// The doubt in a sentence.
    var words: DisplayText {
        switch self {
        case .hidden: "This address has signs in it that cannot be seen."
        case .mixed: "The letters of this address are of several scripts; it may look like another."
        case .lookalike: "This address has letters that look like common ones; it may look like another."
        }
    }

    /// Blanks of any kind, controls, and what has no form of its own: no address needs them.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value == 0x2800 { return true }
        switch ScalarClass(scalar) {
        case .space, .removed, .replaced: return true
        case .base, .mark, .skinTone, .regionalLetter: return false
        }
    }

    private static func isLookalike(_ scalar: Unicode.Scalar) -> Bool {
        if case .mark = ScalarClass(scalar), Script(scalar) == nil { return true }
        return lookalikes.contains { $0.contains(scalar.value) }
    }

    /// Letters without their dot or of phonetics, letter-like signs, Roman numerals, letters in circles, full-width
    /// and mathematical ones.
    private static let lookalikes: [ClosedRange<UInt32>] = [
        0x0131...0x0131, 0x017F...0x017F, 0x0237...0x0237, 0x0250...0x02FF, 0x1D00...0x1DBF, 0x2070...0x209F,
        0x2100...0x218F, 0x2460...0x24FF, 0x2C60...0x2C7F, 0xA720...0xA7FF, 0xAB30...0xAB6F, 0xFB00...0xFB06,
        0xFF00...0xFFEF, 0x1D400...0x1D7FF, 0x1F100...0x1F1FF,
    ]
}
