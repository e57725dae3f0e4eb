/// A time on the wall clock as a person saw it: to be shown and kept, never to be counted with.
public struct JournalTime: Hashable, Sendable {
    /// Milliseconds since 1970 in UTC, from the year 1 to the year 9999.
    public let milliseconds: Int64
    /// Minutes that local time was ahead of UTC then, within a day.
    public let offset: Int

    private static let day: Int64 = 86_400_000
    private static let range: ClosedRange<Int64> = -719_162 * day...(2_932_896 * day - 1)

    /// A time; one beyond the calendar becomes its end.
    public init(milliseconds: Int64, offset: Int) {
        // Local time must stay within the calendar as well.
        let inner = (Self.range.lowerBound + Self.day)...(Self.range.upperBound - Self.day)
        self.milliseconds = min(max(milliseconds, inner.lowerBound), inner.upperBound)
        self.offset = min(max(offset, -1439), 1439)
    }

    /// The time so much earlier.
    func earlier(by duration: Duration) -> JournalTime {
        let (seconds, attoseconds) = duration.components
        let limited = min(max(seconds, -400_000_000_000), 400_000_000_000)
        let passed = limited * 1000 + attoseconds / 1_000_000_000_000_000
        return JournalTime(milliseconds: milliseconds - passed, offset: offset)
    }
}

// MARK: - In words

extension JournalTime {
    /// Local date and time of day, such as "2026-11-24 12:03:07".
    public var dateAndTime: String { date(milliseconds: local) + " " + timeOfDay }
    /// Local time of day, such as "12:03:07".
    public var timeOfDay: String {
        let seconds = local.ofDay(Self.day) / 1000
        return "\(digits(seconds / 3600, 2)):\(digits(seconds / 60 % 60, 2)):\(digits(seconds % 60, 2))"
    }
    /// Local time of day to the millisecond, such as "12:03:07.122".
    public var preciseTimeOfDay: String { timeOfDay + "." + digits(local.ofDay(1000), 3) }

    /// As RFC 3339 writes it, such as "2026-11-24T12:03:07.122+01:00".
    var written: String {
        let sign = offset < 0 ? "-" : "+"
        let minutes = Int64(abs(offset))
        return "\(date(milliseconds: local))T\(preciseTimeOfDay)\(sign)"
            + "\(digits(minutes / 60, 2)):\(digits(minutes % 60, 2))"
    }

    private var local: Int64 { milliseconds + Int64(offset) * 60_000 }

    private func date(milliseconds: Int64) -> String {
        let days = (milliseconds - milliseconds.ofDay(Self.day)) / Self.day
        let (year, month, day) = Calendar.date(days: days)
        return "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))"
    }

    private func digits(_ number: Int64, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
    }
}

extension Int64 {
    /// The part of a day, or of a second, that has passed.
    fileprivate func ofDay(_ length: Int64) -> Int64 { ((self % length) + length) % length }
}

// MARK: - Read back

extension JournalTime {
    /// Reads what ``written`` wrote; nil for anything else.
    init?(written text: Substring) {
        let bytes = Array(text.utf8)
        let shape = Array("0000-00-00T00:00:00.000+00:00".utf8)
        guard bytes.count == shape.count, zip(bytes, shape).allSatisfy(Self.fits) else { return nil }
        func number(_ range: Range<Int>) -> Int64 { bytes[range].reduce(0) { $0 * 10 + Int64($1 - 0x30) } }
        let date = (year: number(0..<4), month: number(5..<7), day: number(8..<10))
        guard let days = Calendar.days(date) else { return nil }
        let (hour, minute, second) = (number(11..<13), number(14..<16), number(17..<19))
        let (ahead, minutes) = (number(24..<26), number(27..<29))
        guard hour < 24, minute < 60, second < 60, ahead < 24, minutes < 60 else { return nil }
        let offset = Int(ahead * 60 + minutes) * (bytes[23] == UInt8(ascii: "-") ? -1 : 1)
        let ofDay = ((hour * 60 + minute) * 60 + second) * 1000 + number(20..<23)
        let milliseconds = days * Self.day + ofDay - Int64(offset) * 60_000
        self.init(milliseconds: milliseconds, offset: offset)
        // What was moved to the end of the calendar was never written so.
        guard written.utf8.elementsEqual(bytes) else { return nil }
    }

    private static func fits(_ byte: UInt8, _ pattern: UInt8) -> Bool {
        switch pattern {
        case UInt8(ascii: "0"): (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        case UInt8(ascii: "+"): byte == pattern || byte == UInt8(ascii: "-")
        default: byte == pattern
        }
    }
}

/// The Gregorian calendar, counted in days since 1970-01-01.
private enum Calendar {
    /// The date of a day. Years begin in March here, so that the day that is sometimes there comes last.
    static func date(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let march = (5 * ofYear + 2) / 153
        let month = march < 10 ? march + 3 : march - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * march + 2) / 5 + 1)
    }

    /// The day of a date; nil when there is no such date.
    static func days(_ date: (year: Int64, month: Int64, day: Int64)) -> Int64? {
        guard date.year >= 1, (1...12).contains(date.month), (1...31).contains(date.day) else { return nil }
        let year = date.month <= 2 ? date.year - 1 : date.year
        let era = year / 400
        let yearOfEra = year - era * 400
        let march = date.month > 2 ? date.month - 3 : date.month + 9
        let ofYear = (153 * march + 2) / 5 + date.day - 1
        let days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear - 719_468
        return self.date(days: days) == date ? days : nil
    }
}
