import Testing

@testable import Journal

@Suite("Times in the journal")
struct JournalTimeTests {
    @Test(
        "are written in local time, with how far it is from UTC, and read back as they were",
        arguments: [
            (0, 0, "1970-01-01T00:00:00.000+00:00"), (-1, 0, "1969-12-31T23:59:59.999+00:00"),
            (1_795_518_187_122, 60, "2026-11-24T12:03:07.122+01:00"),
            (1_795_518_187_122, -570, "2026-11-24T01:33:07.122-09:30"),
            (951_782_400_000, 0, "2000-02-29T00:00:00.000+00:00"),
            (951_868_799_999, 1, "2000-03-01T00:00:59.999+00:01"),
            (4_107_542_400_000, 0, "2100-03-01T00:00:00.000+00:00"),
            (2_147_483_647_000, 0, "2038-01-19T03:14:07.000+00:00"),
            (-62_000_000_000_000, 0, "0005-04-19T09:46:40.000+00:00"),
        ] as [(Int64, Int, String)])
    func written(milliseconds: Int64, offset: Int, text: String) {
        let time = JournalTime(milliseconds: milliseconds, offset: offset)
        #expect(time.written == text)
        #expect(JournalTime(written: text[...]) == time)
    }

    @Test("are shown with date, or to the millisecond")
    func shown() {
        #expect(time().dateAndTime == "2026-11-24 12:03:07")
        #expect(time().timeOfDay == "12:03:07")
        #expect(time().preciseTimeOfDay == "12:03:07.122")
    }

    @Test("beyond the calendar stand still at its ends", arguments: [Int64.min, -1 << 62, 1 << 62, .max])
    func ends(milliseconds: Int64) {
        for offset in [Int.min, -60, 0, 60, .max] {
            let time = JournalTime(milliseconds: milliseconds, offset: offset)
            #expect(time.written.utf8.count == 29)
            #expect(JournalTime(written: time.written[...]) == time)
            #expect(time.earlier(by: .seconds(Int64.max)).written.hasPrefix("0001"))
        }
    }

    @Test(
        "that never were are not read",
        arguments: [
            "", "2026-11-24", "2026-11-24T12:03:07.122", "2026-11-24T12:03:07.122Z",
            "2026-02-29T12:03:07.122+00:00",
            "2026-13-01T12:03:07.122+00:00", "2026-00-01T12:03:07.122+00:00", "2026-04-31T12:03:07.122+00:00",
            "2026-11-24T24:00:00.000+00:00", "2026-11-24T12:60:00.000+00:00", "2026-11-24T12:00:60.000+00:00",
            "2026-11-24T12:00:00.000+24:00", "2026-11-24T12:00:00.000+00:60", "2026-11-24T12:00:00.000-00:00",
            "2026-11-24 12:03:07.122+01:00", "0000-11-24T12:03:07.122+01:00", "+026-11-24T12:03:07.122+01:00",
        ])
    func refused(text: String) {
        #expect(JournalTime(written: text[...]) == nil)
    }

    @Test("every day of 400 years is written and read")
    func days() {
        for day in Int64(-10_000)...136_097 {
            let time = JournalTime(milliseconds: day * 86_400_000, offset: 0)
            guard JournalTime(written: time.written[...]) == time else {
                Issue.record("day \(day): \(time.written)")
                return
            }
        }
    }
}
