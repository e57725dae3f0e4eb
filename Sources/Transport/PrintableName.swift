/// A name from outside as it may stand in a sentence: printable ASCII only, and not endless.
struct PrintableName: CustomStringConvertible {
    let description: String

    /// Takes text of any origin; what is not ASCII, such as an international domain name, is kept only if the
    /// person asked for it.
    init(_ text: String) {
        let scalars = text.unicodeScalars.prefix(253).map { scalar in
            scalar.value <= 0x20 || (0x7F...0xA0).contains(scalar.value)
                || scalar.properties.isDefaultIgnorableCodePoint
                ? "?" : scalar
        }
        description = String(String.UnicodeScalarView(scalars))
    }

    /// Takes words of any origin, in which there are spaces.
    init(sentence text: String) {
        description = text.split(separator: " ", omittingEmptySubsequences: false).prefix(64)
            .map { PrintableName(String($0)).description }.joined(separator: " ")
    }

    /// Takes the bytes of a name in a certificate.
    init(certificateBytes bytes: some Sequence<UInt8>) {
        let shown = bytes.prefix(253).map { (0x21...0x7E).contains($0) ? $0 : UInt8(ascii: "?") }
        description = String(decoding: shown, as: UTF8.self)
    }
}
