import Glibc

/// The clock for spans of time: it never jumps, and it goes on while the computer sleeps.
public enum Monotonic {
    /// Nanoseconds since the computer started, sleep included.
    public static var nanoseconds: Int64 {
        var now = timespec()
        clock_gettime(CLOCK_BOOTTIME, &now)
        // 292 years fit; the wrapping operators only say that this cannot trap.
        return Int64(now.tv_sec) &* 1_000_000_000 &+ Int64(now.tv_nsec)
    }
}
