import Testing

@testable import Transport

@MainActor
@Suite(.timeLimit(.minutes(1)))
struct TimerTests {
    @Test("a timer fires once, and a cancelled or dropped one never")
    func fires() async {
        var fired: [String] = []
        let kept = Timer(after: .milliseconds(5)) { fired.append("kept") }
        let cancelled = Timer(after: .milliseconds(5)) { fired.append("cancelled") }
        cancelled.cancel()
        _ = Timer(after: .milliseconds(5)) { fired.append("dropped") }
        let far = Timer(after: .seconds(Int64.max)) { fired.append("far") }
        let past = Timer(after: .seconds(-5)) { fired.append("past") }
        await quietly()
        #expect(fired == ["past", "kept"])
        withExtendedLifetime((kept, far, past)) {}
    }

    @Test("the clock goes on")
    func clock() async {
        let before = Monotonic.nanoseconds
        await turn()
        #expect(Monotonic.nanoseconds > before)
    }
}
