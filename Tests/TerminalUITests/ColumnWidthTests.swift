import Glibc
import Testing

@testable import TerminalUI

@Suite struct ColumnWidthTests {
    @Test("every scalar that is shown takes the columns that the system counts")
    func agreesWithSystem() throws {
        let utf8 = try #require(newlocale(LC_CTYPE_MASK, "C.UTF-8", nil))
        let before = uselocale(utf8)
        defer {
            uselocale(before)
            freelocale(utf8)
        }
        // The module of the C library does not show this function.
        let symbol = try #require(dlsym(nil, "wcwidth"))
        let wcwidth = unsafeBitCast(symbol, to: (@convention(c) (wchar_t) -> Int32).self)
        var wrong: [UInt32] = []
        for value in UInt32(0x20)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            switch ScalarClass(scalar) {
            case .base(let width): if wcwidth(wchar_t(value)) != Int32(width) { wrong.append(value) }
            case .mark: if wcwidth(wchar_t(value)) != 0 { wrong.append(value) }
            case .space, .removed, .replaced, .skinTone, .regionalLetter: break
            }
        }
        #expect(wrong.isEmpty)
    }
}
