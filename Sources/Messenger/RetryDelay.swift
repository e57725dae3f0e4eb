/// How long to wait before signing in again by oneself: 1, 2, 4 ... 60 s, each jittered, so that not everybody
/// comes back in the same moment after a server's restart.
struct RetryDelay: Sendable {
    private var generator: SplitMix64

    init(seed: UInt64) {
        generator = SplitMix64(state: seed)
    }

    /// The wait before the attempt of that number (1 is the first), between half and the whole of its step.
    mutating func next(attempt: Int) -> Duration {
        let step = min(60_000, 1000 << min(max(attempt - 1, 0), 6))
        return .milliseconds(Int.random(in: step / 2...step, using: &generator))
    }
}

/// A small random number generator whose numbers follow from its seed, so that a core stays a value.
struct SplitMix64: RandomNumberGenerator, Sendable {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
