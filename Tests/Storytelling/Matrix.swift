import Glibc

/// How the failure matrix is played: each story once with short waits, or with PORCHLIGHT_LONG set twenty times with
/// those of a real day.
public enum Matrix {
    /// Whether this is the long run.
    public static let isLong = getenv("PORCHLIGHT_LONG") != nil
    /// How often each story is played.
    public static let rounds = isLong ? 20 : 1
    /// The round that is being played, from 0.
    @TaskLocal public static var round = 0

    /// A wait as the program has it, or a short one in its place.
    public static func wait(_ full: Duration, short: Duration) -> Duration { isLong ? full : short }
}
