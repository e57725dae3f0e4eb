/// How `idle_after` is written: "none", or a whole number with "s", "m" or "h".
enum IdleTime {
    /// A shorter time would show somebody as idle who reads; a longer one is more likely a slip than a wish.
    static let range = Duration.seconds(1)...Duration.seconds(24 * 60 * 60)

    /// What is expected, for a message.
    static let expectation = "\"none\", or a time from 1 s to 24 h such as \"90s\", \"10m\" or \"1h\""

    /// What a well-written time says.
    enum Reading: Equatable {
        case never
        case after(Duration)
    }

    /// Reads `text`; nil when it is not written as it should be.
    static func parse(_ text: String) -> Reading? {
        guard !text.utf8.elementsEqual("none".utf8) else { return .never }
        return WrittenDuration.parse(text, in: range).map { .after($0) }
    }
}
