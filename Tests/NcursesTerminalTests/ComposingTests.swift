import CNcurses
import Glibc
import Testing

/// Curses composes into memory, so it can be asked without a terminal.
@Suite("What curses composes", .serialized) struct ComposingTests {
    init() {
        setenv("TERM", "xterm-256color", 0)
        setenv("LC_ALL", "C.UTF-8", 0)
        #expect(screen_start(4, 20) == .SCREEN_STARTED)
        screen_resize(4, 20)
        screen_forget()
        _ = composed()
    }

    private func composed() -> String {
        screen_refresh()
        var bytes = [UInt8](repeating: 0, count: screen_pending())
        let count = screen_take(&bytes, bytes.count)
        #expect(count == bytes.count && screen_pending() == 0)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func put(_ text: String, width: Int32, row: Int32 = 0, column: Int32 = 0) {
        let scalars = text.unicodeScalars.map(\.value)
        screen_put(row, column, width, scalars, scalars.count, SCREEN_PLAIN.rawValue, -1)
    }

    @Test(
        "a character that curses holds to be of another width becomes question marks, so that the row stays straight",
        arguments: [
            ("a", 2, "??"), ("中", 1, "?"), ("\u{1b}", 1, "?"), ("\u{0}", 1, "?"), ("\u{301}", 1, "?"),
        ]
            as [(String, Int32, String)])
    func otherWidth(_ text: String, _ width: Int32, _ shown: String) {
        put("x", width: 1)
        put("x", width: 1, column: 1)
        _ = composed()
        put(text, width: width)
        #expect(composed().contains(shown))
    }

    @Test("marks stay with their base, and what is outside of the screen is left out")
    func marksAndEdges() {
        put("e\u{301}", width: 1)
        put("z", width: 1, row: 4)
        put("z", width: 1, column: 20)
        put("z", width: 1, row: -1)
        put("中", width: 2, row: 1, column: 19)
        let bytes = composed()
        #expect(bytes.contains("e\u{301}"))
        #expect(!bytes.contains("z") && !bytes.contains("中"))
    }

    @Test("keys that wait are no reason to put the rest of an update off")
    func waitingKeys() {
        screen_resize(24, 80)
        screen_forget()
        _ = composed()
        let before = dup(STDIN_FILENO)
        var ends: [Int32] = [-1, -1]
        #expect(pipe(&ends) == 0 && write(ends[1], "x", 1) == 1)
        dup2(ends[0], STDIN_FILENO)
        defer {
            dup2(before, STDIN_FILENO)
            for descriptor in ends + [before] { close(descriptor) }
        }
        for row in Int32(0)..<20 { put("W", width: 1, row: row) }
        #expect(composed().count { $0 == "W" } == 20)
    }

    @Test("what has not changed is composed only once")
    func once() {
        put("u", width: 1)
        _ = composed()
        #expect(composed().isEmpty)
        screen_forget()
        #expect(composed().contains("u"))
    }
}
