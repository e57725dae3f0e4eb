import Glibc

/// Room for what is read until a password is known whole: made once, so that no outgrown copy of it stays behind in
/// memory, never copied, and overwritten when it goes.
struct PasswordRoom: ~Copyable {
    private let room: UnsafeMutableRawBufferPointer
    private var filled = 0

    /// Room for `size` bytes, empty.
    init(size: Int) {
        room = .allocate(byteCount: size, alignment: 1)
    }

    deinit {
        if let start = room.baseAddress { explicit_bzero(start, room.count) }
        room.deallocate()
    }

    /// Whether nothing more fits.
    var isFull: Bool { filled == room.count }

    /// Takes what one read gives; false when it gave nothing, or nothing more fits.
    mutating func read(_ descriptor: Int32) -> Bool {
        let free = UnsafeMutableRawBufferPointer(rebasing: room[filled...])
        guard !free.isEmpty else { return false }
        let count = Glibc.read(descriptor, free.baseAddress, free.count)
        guard count > 0 else { return false }
        filled += count
        return true
    }

    /// Lends the first line without its end, which some programs write as CR LF.
    func withFirstLine<Value>(_ use: (Slice<UnsafeRawBufferPointer>) -> Value) -> Value {
        let line = UnsafeRawBufferPointer(room)[..<filled].prefix { $0 != UInt8(ascii: "\n") }
        return use(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    }
}
