/// A day of the calendar.
struct CivilDay: Hashable {
    let year: Int64
    /// From 1.
    let month: Int
    /// From 1.
    let day: Int

    /// The day of so many seconds since the beginning of 1970, by the proleptic Gregorian calendar. Counted from March,
    /// so that the leap day is a year's last.
    init(seconds: Int64) {
        let days = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400 + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let ofEra = days - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let fromMarch = (5 * ofYear + 2) / 153
        day = Int(ofYear - (153 * fromMarch + 2) / 5 + 1)
        month = Int(fromMarch < 10 ? fromMarch + 3 : fromMarch - 9)
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Such as "3 Jan", with the year where that is another.
    func words(seenFrom today: CivilDay) -> DisplayText {
        let words: DisplayText = "\(day) " + Self.months[month - 1]
        return year == today.year ? words : words + " \(Int(clamping: year))"
    }

    private static let months: [DisplayText] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
