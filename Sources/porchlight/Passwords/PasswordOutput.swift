import Glibc

/// What a password command has printed so far.
struct PasswordOutput: ~Copyable {
    private var room: PasswordRoom
    /// Whether something came on the standard error.
    private(set) var complained = false

    /// Nothing yet; more than `limit` bytes are too much.
    init(limit: Int) {
        room = PasswordRoom(size: limit + 1)
    }

    /// Whether more came than may come.
    var isTooMuch: Bool { room.isFull }

    /// Lends the first line without its end.
    func withFirstLine<Value>(_ use: (Slice<UnsafeRawBufferPointer>) -> Value) -> Value {
        room.withFirstLine(use)
    }

    /// Takes what is there on the standard output.
    mutating func read(_ descriptor: Int32) {
        while room.read(descriptor) {}
    }

    /// Throws away what is there on the standard error: a piece at a time, so that a flood does not hold us here.
    mutating func readComplaints(_ descriptor: Int32) {
        var piece = [UInt8](repeating: 0, count: 4096)
        if Glibc.read(descriptor, &piece, piece.count) > 0 { complained = true }
    }
}
