/// Moments as XMPP writes them (XEP-0082 section 3.2), such as "2026-02-28T23:59:60.5+01:30".
enum DateTimeProfile {
    /// Seconds since 1970, UTC, fractions cut off; nil for anything that is no moment.
    static func seconds(_ bytes: [UInt8]) -> Int64? {
        guard bytes.count >= 20, bytes[4] == minus, bytes[7] == minus, bytes[10] == UInt8(ascii: "T"),
            bytes[13] == colon, bytes[16] == colon,
            let year = DecimalDigits.unsigned(bytes[0..<4]),
            let month = number(bytes[5..<7], in: 1...12),
            let day = number(bytes[8..<10], in: 1...31), day <= days(in: month, of: year),
            let hour = number(bytes[11..<13], in: 0...23),
            let minute = number(bytes[14..<16], in: 0...59),
            // 60 is a leap second.
            let second = number(bytes[17..<19], in: 0...60),
            let offset = offset(withoutFraction(bytes[19...]))
        else { return nil }
        let time = Int64(hour * 3600 + minute * 60 + second)
        return daysSince1970(year, month, day) * 86_400 + time - offset
    }

    /// Seconds since 1970 as XMPP writes them, in UTC; nil for years that have not four digits.
    static func text(_ seconds: Int64) -> String? {
        guard (-62_167_219_200...253_402_300_799).contains(seconds) else { return nil }
        let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let time = Int(seconds - day * 86_400)
        let (year, month, dayOfMonth) = date(Int(day))
        return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(dayOfMonth, 2) + "T"
            + padded(time / 3600, 2) + ":" + padded(time / 60 % 60, 2) + ":" + padded(time % 60, 2) + "Z"
    }

    /// The day so many days after 1970-01-01: the year and the month whose first days are not after it.
    private static func date(_ day: Int) -> (year: Int, month: Int, day: Int) {
        var year = 1970 + day / 366
        while daysSince1970(year + 1, 1, 1) <= Int64(day) { year += 1 }
        while daysSince1970(year, 1, 1) > Int64(day) { year -= 1 }
        var month = 1
        while month < 12, daysSince1970(year, month + 1, 1) <= Int64(day) { month += 1 }
        return (year, month, day - Int(daysSince1970(year, month, 1)) + 1)
    }

    private static func padded(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }

    private static let minus = UInt8(ascii: "-")
    private static let colon = UInt8(ascii: ":")

    private static func number(_ digits: ArraySlice<UInt8>, in range: ClosedRange<Int>) -> Int? {
        DecimalDigits.unsigned(digits).flatMap { range.contains($0) ? $0 : nil }
    }

    /// What stands behind a fraction; nothing when it has no digits.
    private static func withoutFraction(_ rest: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard rest.first == UInt8(ascii: ".") else { return rest }
        let digits = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
        return digits.isEmpty ? [] : rest.dropFirst(1 + digits.count)
    }

    /// "Z", "+hh:mm" or "-hh:mm", in seconds.
    private static func offset(_ zone: ArraySlice<UInt8>) -> Int64? {
        if zone.elementsEqual("Z".utf8) { return 0 }
        let zone = Array(zone)
        guard zone.count == 6, zone[3] == colon, let hours = number(zone[1..<3], in: 0...23),
            let minutes = number(zone[4..<6], in: 0...59)
        else { return nil }
        let seconds = Int64(hours * 3600 + minutes * 60)
        return zone[0] == UInt8(ascii: "+") ? seconds : zone[0] == minus ? -seconds : nil
    }

    private static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        case _: 31
        }
    }

    /// Counted in years that begin in March, so that the leap day is a year's last.
    private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
        let shifted = month > 2 ? year : year - 1
        let place = (month + 9) % 12
        let dayOfYear = (153 * place + 2) / 5 + day - 1
        // Floored, for the year before 0000-03-01 is -1.
        let leaps = floored(shifted, 4) - floored(shifted, 100) + floored(shifted, 400)
        return Int64(365 * shifted + leaps + dayOfYear - 719_468)
    }

    private static func floored(_ value: Int, _ divisor: Int) -> Int {
        value >= 0 ? value / divisor : (value - divisor + 1) / divisor
    }
}
