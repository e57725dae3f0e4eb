import Testing

@testable import porchlight

@Suite("How sign_out_limit is written")
struct SignOutLimitTests {
    @Test(
        "a well-written limit is read",
        arguments: [
            ("none", .unlimited),
            ("30s", .after(.seconds(30))),
            ("500ms", .after(.milliseconds(500))),
            ("100ms", .after(.milliseconds(100))),
            ("2m", .after(.seconds(120))),
            ("60m", .after(.seconds(3600))),
            ("3600s", .after(.seconds(3600))),
            ("007s", .after(.seconds(7))),
            ("3599s", .after(.seconds(3599))),
        ] as [(String, SignOutLimit.Reading)])
    func wellWritten(text: String, reading: SignOutLimit.Reading) {
        #expect(SignOutLimit.parse(text) == reading)
    }

    @Test(
        "anything else is refused",
        arguments: [
            "", "None", "NONE", "never", "0s", "0", "30", "s", "ms", "-1s", "+5s", "1.5s", "1e3s", "0x10s",
            "30 s",
            " 30s", "30s ", "30S", "30sec", "2h", "99ms", "61m", "3601s", "999999999m", "9999999999s",
            "99999999999999999999s", "\u{663}\u{660}s", "30s\u{301}", "nan", "infs",
        ])
    func refused(text: String) {
        #expect(SignOutLimit.parse(text) == nil)
    }
}
