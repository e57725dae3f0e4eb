import Glibc
import Testing

@testable import porchlight

@Suite("Crash reports and memory images")
struct ProcessHardeningTests {
    @Test("are switched off")
    func switchedOff() async {
        await #expect(processExitsWith: .success) {
            signal(SIGSEGV) { _ in }
            ProcessHardening.apply()
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
            let isDefault = ProcessHardening.crashSignals.allSatisfy { number in
                var action = sigaction()
                sigaction(number, nil, &action)
                return action.__sigaction_handler.sa_handler == nil
            }
            exit(limit.rlim_cur == 0 && limit.rlim_max == 0 && isDefault ? 0 : 1)
        }
    }

    @Test("a crash then ends the program by its signal")
    func crash() async {
        await #expect(processExitsWith: .signal(SIGILL)) {
            ProcessHardening.apply()
            raise(SIGILL)
        }
    }

    @Test(
        "the system makes no image either where the limit would allow one, and lets nobody of the same user look in"
    )
    func dumpable() async {
        await #expect(processExitsWith: .success) {
            // Swift does not see prctl, which takes as many arguments as it likes.
            typealias Question = @convention(c) (Int32, UInt, UInt, UInt, UInt) -> Int32
            guard let address = dlsym(nil, "prctl") else { exit(2) }
            let ask = unsafeBitCast(address, to: Question.self)
            let isDumpable: Int32 = 3
            guard ask(isDumpable, 0, 0, 0, 0) == 1 else { exit(3) }
            ProcessHardening.apply()
            exit(ask(isDumpable, 0, 0, 0, 0) == 0 ? 0 : 1)
        }
    }
}
