/// The writing system of a letter, as far as mixing it with another could deceive.
enum Script: Hashable {
    case latin, greek, cyrillic, armenian, hebrew, arabic, devanagari, thai, georgian, ethiopic, cherokee
    /// Chinese, Japanese and Korean, which are written together.
    case eastAsian
    /// Any other.
    case other

    /// Nil for what belongs to no script: digits, signs and marks.
    init?(_ scalar: Unicode.Scalar) {
        if scalar.isASCII {
            guard scalar.properties.isAlphabetic else { return nil }
            self = .latin
            return
        }
        guard scalar.properties.isAlphabetic, scalar.properties.generalCategory != .nonspacingMark else {
            return nil
        }
        self = Self.ranges.first { $0.0.contains(scalar.value) }?.1 ?? .other
    }

    private static let ranges: [(ClosedRange<UInt32>, Script)] = [
        (0x00AA...0x02FF, .latin), (0x0370...0x03FF, .greek), (0x0400...0x052F, .cyrillic),
        (0x0531...0x058F, .armenian), (0x0590...0x05FF, .hebrew), (0x0600...0x08FF, .arabic),
        (0x0900...0x097F, .devanagari), (0x0E00...0x0E7F, .thai), (0x10A0...0x10FF, .georgian),
        (0x1100...0x11FF, .eastAsian), (0x1200...0x139F, .ethiopic), (0x13A0...0x13FF, .cherokee),
        (0x1C80...0x1C8F, .cyrillic), (0x1C90...0x1CBF, .georgian), (0x1D00...0x1DBF, .latin),
        (0x1E00...0x1EFF, .latin), (0x1F00...0x1FFF, .greek), (0x2C60...0x2C7F, .latin),
        (0x2DE0...0x2DFF, .cyrillic), (0x2E80...0x312F, .eastAsian), (0x3130...0x9FFF, .eastAsian),
        (0xA640...0xA69F, .cyrillic), (0xA720...0xA7FF, .latin), (0xAB30...0xAB6F, .latin),
        (0xAB70...0xABBF, .cherokee), (0xAC00...0xD7FF, .eastAsian), (0xF900...0xFAFF, .eastAsian),
        (0x20000...0x323AF, .eastAsian),
    ]
}
