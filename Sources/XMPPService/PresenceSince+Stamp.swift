import Messenger
import XMPPCore

extension PresenceSince {
    /// The longest time that is told; whoever was last there before that was there "long ago".
    private static let longest: Int64 = 10 * 365 * 86_400

    /// What a server's stamp means by our own clock. A stamp of the future says only that one of the clocks is wrong.
    ///
    /// - Parameter now: Seconds since 1970; read only for a stamp.
    init(_ since: ContactPresence.Since, now: @autoclosure () -> Int64) {
        switch since {
        case .now: self = .now
        case .unknown: self = .unknown
        case .ago(let seconds): self = .ago(.seconds(seconds))
        case .stamped(let stamp):
            let (age, overflow) = now().subtractingReportingOverflow(stamp)
            self = overflow || age < 0 ? .unknown : .ago(.seconds(min(age, Self.longest)))
        }
    }
}
