/// A moment as XEP-0082 writes it, such as "2026-02-28T23:59:59Z".
struct UTCMoment: CustomStringConvertible {
    let secondsSince1970: Int64

    var description: String {
        let second = secondsSince1970 % 86_400
        let (year, month, day) = date
        let time = [second / 3600, second / 60 % 60, second % 60].map(Self.twoDigits).joined(separator: ":")
        return "\(year)-\(Self.twoDigits(month))-\(Self.twoDigits(day))T\(time)Z"
    }

    /// Counted in years that begin in March, so that the leap day is a year's last; 400 years have 146,097 days.
    private var date: (year: Int64, month: Int64, day: Int64) {
        let days = secondsSince1970 / 86_400 + 719_468
        let dayOfEra = days % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let place = (5 * dayOfYear + 2) / 153
        let month = place < 10 ? place + 3 : place - 9
        let year = days / 146_097 * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * place + 2) / 5 + 1)
    }

    private static func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
