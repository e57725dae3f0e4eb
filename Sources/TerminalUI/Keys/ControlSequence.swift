/// One sequence that a terminal sends for a key: Esc [ or Esc O, parameters, and a last byte.
struct ControlSequence {
    enum Meaning {
        case key(Key)
        case pasteBegins
        case unknown
    }

    let parameters: [UInt8]
    let final: UInt8

    /// What it means after Esc [.
    var key: Meaning {
        if parameters.isEmpty, final == UInt8(ascii: "Z") { return .key(.backTab) }
        guard let numbers = Self.numbers(in: parameters), numbers.count <= 2 else { return .unknown }
        let first = numbers.first ?? 1
        guard let modifiers = Self.modifiers(numbers.count == 2 ? numbers[1] : 1) else { return .unknown }
        if let key = Self.letterKeys[final], first == 1 { return .key(.named(key, modifiers)) }
        if parameters.isEmpty, let key = Self.shiftedArrows[final] { return .key(.named(key, .shift)) }
        return numberedKey(first, modifiers, isPlain: numbers.count == 1)
    }

    /// The keys that end with ~ after a number, and rxvt's forms of them with modifiers.
    private func numberedKey(_ number: Int, _ modifiers: KeyModifiers, isPlain: Bool) -> Meaning {
        if number == 200, isPlain, final == UInt8(ascii: "~") { return .pasteBegins }
        guard !parameters.isEmpty, let key = Self.numberedKeys[number] else { return .unknown }
        switch final {
        case UInt8(ascii: "~"): return .key(.named(key, modifiers))
        case UInt8(ascii: "$") where isPlain: return .key(.named(key, .shift))
        case UInt8(ascii: "^") where isPlain: return .key(.named(key, .control))
        case UInt8(ascii: "@") where isPlain: return .key(.named(key, [.shift, .control]))
        default: return .unknown
        }
    }

    /// What it means after Esc O: cursor keys, and the keypad in application mode.
    var singleShiftKey: Meaning {
        guard let numbers = Self.numbers(in: parameters), numbers.count <= 2,
            let modifiers = Self.modifiers(numbers.last ?? 1)
        else { return .unknown }
        if let key = Self.letterKeys[final] { return .key(.named(key, modifiers)) }
        guard parameters.isEmpty else { return .unknown }
        if let key = Self.shiftedArrows[final] { return .key(.named(key, .control)) }
        switch final {
        case UInt8(ascii: "M"): return .key(.enter)
        case UInt8(ascii: "I"): return .key(.tab)
        case UInt8(ascii: "X"): return .key(.keypad("="))
        // j to y stand for * + , - . / 0 to 9 in ASCII order.
        case 0x6A...0x79: return .key(.keypad(Unicode.Scalar(final - 0x40)))
        default: return .unknown
        }
    }

    private static let letterKeys: [UInt8: NamedKey] = [
        UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
        UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end, UInt8(ascii: "E"): .begin,
        UInt8(ascii: "P"): .function(1), UInt8(ascii: "Q"): .function(2),
        UInt8(ascii: "R"): .function(3), UInt8(ascii: "S"): .function(4),
    ]

    /// rxvt: with Shift after Esc [, with Ctrl after Esc O.
    private static let shiftedArrows: [UInt8: NamedKey] = [
        UInt8(ascii: "a"): .up, UInt8(ascii: "b"): .down, UInt8(ascii: "c"): .right, UInt8(ascii: "d"): .left,
    ]

    private static let numberedKeys: [Int: NamedKey] = [
        1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
        11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
        17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
        23: .function(11), 24: .function(12),
    ]

    /// Decimal numbers parted by semicolons, at most 9999; nil for anything else.
    private static func numbers(in bytes: [UInt8]) -> [Int]? {
        var numbers: [Int] = []
        for part in bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
            if bytes.isEmpty { return [] }
            guard part.count <= 4, part.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            numbers.append(part.isEmpty ? 1 : part.reduce(0) { $0 * 10 + Int($1 & 0x0F) })
        }
        return numbers
    }

    /// xterm's number for the keys held down: one more than their bits.
    private static func modifiers(_ number: Int) -> KeyModifiers? {
        (1...16).contains(number) ? KeyModifiers(rawValue: UInt8(number - 1)) : nil
    }
}
