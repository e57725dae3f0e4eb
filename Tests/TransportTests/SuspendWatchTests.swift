import Glibc
import Storytelling
import Testing

@testable import Transport

@Suite("A suspended machine")
struct SuspendWatchTests {
    private static func reading(_ awake: Int64, slept: Int64) -> ClockPair {
        ClockPair(withSleep: (awake + slept) * 1_000_000, awake: awake * 1_000_000)
    }

    struct Step: Sendable {
        let awake: Int64
        let slept: Int64
        let told: Duration?
    }

    @Test(
        "only sleep is sleep: table of milliseconds awake and asleep since the machine started",
        arguments: [
            // Hours awake, and not a moment of sleep.
            [Step(awake: 10_000_000, slept: 0, told: nil)],
            // A night, told once.
            [
                Step(awake: 1_000, slept: 28_800_000, told: .seconds(28_800)),
                Step(awake: 2_000, slept: 28_800_000, told: nil),
            ],
            // Two naps, each by its own length.
            [
                Step(awake: 1_000, slept: 2_000, told: .seconds(2)),
                Step(awake: 1_001, slept: 5_000, told: .seconds(3)),
            ],
            // The inaccuracy of two readings, either way, and its sum over a long time.
            [Step(awake: 1_000, slept: 499, told: nil), Step(awake: 2_000, slept: 0, told: nil)],
            [Step(awake: 1_000, slept: 500, told: .milliseconds(500))],
        ])
    func table(steps: [Step]) {
        var meter = SleepMeter(Self.reading(0, slept: 0))
        for step in steps {
            #expect(meter.sleep(until: Self.reading(step.awake, slept: step.slept)) == step.told)
        }
    }

    @Test("clocks at the end of their scale cannot trap")
    func extremes() {
        var meter = SleepMeter(ClockPair(withSleep: .max, awake: .min))
        _ = meter.sleep(until: ClockPair(withSleep: .min, awake: .max))
        _ = meter.sleep(until: ClockPair(withSleep: .max, awake: 0))
        #expect(meter.sleep(until: ClockPair(withSleep: .min, awake: 0)) == nil)
    }

    @Test("the machine's own clocks do not grow apart while it is awake")
    func ownClocks() {
        var meter = SleepMeter(.now)
        for _ in 0..<1_000 { #expect(meter.sleep(until: .now) == nil) }
    }

    /// What a watch is given and what it told.
    @MainActor
    private final class Bench {
        var reading = SuspendWatchTests.reading(0, slept: 0)
        var resumed = 0
    }

    @MainActor
    @Test("a clock that was set is no resume, a sleep is", .matrix(18, 25))
    func setOrSlept() {
        let bench = Bench()
        let watch = SuspendWatch(clock: { bench.reading }, onResume: { bench.resumed += 1 })
        bench.reading = Self.reading(5_000, slept: 0)
        watch.clockChanged()
        #expect(bench.resumed == 0)
        bench.reading = Self.reading(6_000, slept: 90_000)
        watch.clockChanged()
        #expect(bench.resumed == 1)
        watch.clockChanged()
        #expect(bench.resumed == 1)
    }

    @MainActor
    @Test("a program that was stopped and goes on is told", .matrix(18))
    func continued() async throws {
        let bench = Bench()
        let watch = SuspendWatch { bench.resumed += 1 }
        // The system begins to watch in a turn of its own: what comes before that is lost.
        for _ in 0..<2_000 where bench.resumed == 0 {
            kill(getpid(), SIGCONT)
            try await Task.sleep(for: .milliseconds(5))
        }
        #expect(bench.resumed > 0)
        withExtendedLifetime(watch) {}
    }
}
