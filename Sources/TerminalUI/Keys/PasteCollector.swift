/// Collects a bracketed paste until ESC [ 201 ~. Nothing in between is a key.
struct PasteCollector {
    private static let end: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]

    private var bytes: [UInt8] = []
    /// How many bytes of the end were seen last.
    private var matched = 0

    /// What was pasted so far. Broken UTF-8 is repaired.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The pasted text, once the byte was its end's last.
    mutating func take(_ byte: UInt8) -> String? {
        if byte == Self.end[matched] {
            matched += 1
            return matched == Self.end.count ? text : nil
        }
        // The end's first byte occurs in it only once, so a mismatch can only begin it anew.
        keep(Self.end[..<matched])
        matched = 0
        if byte == Self.end[0] { matched = 1 } else { keep([byte]) }
        return nil
    }

    private mutating func keep(_ more: some Sequence<UInt8>) {
        for byte in more where bytes.count < KeyDecoder.maximumPaste { bytes.append(byte) }
    }
}
