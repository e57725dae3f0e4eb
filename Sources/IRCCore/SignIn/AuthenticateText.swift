import SASL

/// A message of SASL as it travels in AUTHENTICATE lines: base 64, in pieces of 400 bytes (IRCv3 SASL).
struct AuthenticateText: Sendable {
    private static let pieceLength = 400
    /// Beyond this no mechanism that we know has anything to say.
    private static let limit = 16_000

    private var text: [UInt8] = []

    /// What is known after a piece.
    enum Reading: Hashable {
        case incomplete
        case complete([UInt8])
        case malformed
    }

    /// Takes the parameter of the server's next AUTHENTICATE line.
    mutating func read(_ piece: [UInt8]) -> Reading {
        let isEmpty = piece == [ASCII.plus]
        if !isEmpty { text += piece }
        guard piece.count <= Self.pieceLength, text.count <= Self.limit else { return .malformed }
        // A whole piece has another behind it, if only an empty one.
        if piece.count == Self.pieceLength { return .incomplete }
        defer { text = [] }
        return Base64.decode(text).map { .complete($0) } ?? .malformed
    }

    /// The parameters of the AUTHENTICATE lines that carry `message`.
    static func pieces(of message: [UInt8]) -> [[UInt8]] {
        let text = Array(Base64.encode(message).utf8)
        var pieces = stride(from: 0, to: text.count, by: pieceLength).map {
            Array(text[$0..<min($0 + pieceLength, text.count)])
        }
        if text.count.isMultiple(of: pieceLength) { pieces.append([ASCII.plus]) }
        return pieces
    }
}
