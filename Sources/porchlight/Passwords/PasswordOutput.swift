import Glibc

/// What a password command has printed so far.
struct PasswordOutput {
    private let limit: Int
    /// Made once, so that no outgrown copy of the password stays behind in memory.
    private var bytes: [UInt8]
    private var filled = 0
    /// Whether something came on the standard error.
    private(set) var complained = false

    /// Nothing yet; more than `limit` bytes are too much.
    init(limit: Int) {
        self.limit = limit
        bytes = [UInt8](repeating: 0, count: limit + 1)
    }

    /// Whether more came than may come.
    var isTooMuch: Bool { filled > limit }

    /// The first line without its end, which some programs write as CR LF.
    var firstLine: ArraySlice<UInt8> {
        let line = bytes[..<filled].prefix { $0 != UInt8(ascii: "\n") }
        return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }

    /// Takes what is there on the standard output.
    mutating func read(_ descriptor: Int32) {
        while filled < bytes.count {
            // Not into a slice, for which the array would be copied.
            let count = bytes.withUnsafeMutableBytes { [filled] room in
                Glibc.read(descriptor, room.baseAddress?.advanced(by: filled), room.count - filled)
            }
            guard count > 0 else { return }
            filled += count
        }
    }

    /// Throws away what is there on the standard error: a piece at a time, so that a flood does not hold us here.
    mutating func readComplaints(_ descriptor: Int32) {
        var piece = [UInt8](repeating: 0, count: 4096)
        if Glibc.read(descriptor, &piece, piece.count) > 0 { complained = true }
    }

    /// Overwrites all of it.
    mutating func wipe() {
        bytes.withUnsafeMutableBytes { buffer in
            if let address = buffer.baseAddress { explicit_bzero(address, buffer.count) }
        }
        filled = 0
    }
}
