/// How `sign_out_limit` is written: "none", or a whole number with "ms", "s" or "m".
enum SignOutLimit {
    /// The shortest and the longest limit. A shorter one would end before any server can answer; a longer one is
    /// more likely a slip than a wish.
    static let range = Duration.milliseconds(100)...Duration.seconds(60 * 60)

    /// What is expected, for a message.
    static let expectation = "\"none\", or a time from 100 ms to 60 min such as \"500ms\", \"30s\" or \"2m\""

    /// Reads `text`; nil when it is not written as it should be.
    static func parse(_ text: String) -> Reading? {
        guard !text.utf8.elementsEqual("none".utf8) else { return .unlimited }
        return WrittenDuration.parse(text, in: range).map { .after($0) }
    }

    /// What a well-written limit says.
    enum Reading: Equatable {
        case unlimited
        case after(Duration)
    }
}
