/// Counts what comes under TLS that is to be passed over: warnings, and wishes for another handshake.
///
/// An honest end sends one or two of them. Without a bound an end that sends nothing else would keep a handshake in its
/// turn for as long as it likes, and a session for ever.
struct Noise {
    /// How many may follow one another. TLS itself has no number; the library gives up a handshake at 17, with words
    /// that say nothing.
    static let limit = 8

    private var count = 0

    /// Counts one more; false when it was one too many.
    mutating func mayGrow() -> Bool {
        count += 1
        return count <= Self.limit
    }
}
