/// What a message says: a word, or a number of three digits (RFC 1459 section 2.3.1).
public enum IRCVerb: Hashable, Sendable {
    /// A command, in capital ASCII letters.
    case word(String)
    /// A reply's number, 0 to 999.
    case numeric(Int)

    /// The verb that `bytes` are; nil when they are neither letters only nor three digits.
    init?(_ bytes: some Collection<UInt8>) {
        if bytes.count == 3, let number = DecimalDigits.unsigned(bytes) {
            self = .numeric(number)
        } else if !bytes.isEmpty, bytes.allSatisfy(ASCII.isLetter) {
            self = .word(String(decoding: bytes.map(ASCII.uppercased), as: UTF8.self))
        } else {
            return nil
        }
    }
}
