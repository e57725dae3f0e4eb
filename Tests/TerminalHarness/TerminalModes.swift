import Glibc

/// The modes of a terminal as `stty` shows them.
public struct TerminalModes: Equatable, Sendable, CustomStringConvertible {
    private var flags: [UInt32]
    private var characters: [UInt8]

    init?(descriptor: Int32) {
        var found = termios()
        guard tcgetattr(descriptor, &found) == 0 else { return nil }
        self.init(found)
    }

    init(_ found: termios) {
        flags = [
            found.c_iflag, found.c_oflag, found.c_cflag, found.c_lflag, found.c_ispeed, found.c_ospeed,
        ]
        characters = withUnsafeBytes(of: found.c_cc) { Array($0) }
    }

    /// Whether the terminal collects whole lines and shows what is typed.
    public var isCooked: Bool {
        flags[3] & UInt32(ICANON) != 0 && flags[3] & UInt32(ECHO) != 0
    }

    /// In the manner of `stty -g`.
    public var description: String {
        let words = flags.map { String($0, radix: 8) } + characters.map { String($0, radix: 16) }
        return words.joined(separator: ":")
    }
}
