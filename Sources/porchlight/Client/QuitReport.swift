import Messenger
import TerminalUI

/// What is printed after the screen is gone, and the exit status.
struct QuitReport {
    /// One line for each service.
    let lines: [String]
    /// 0 when every service confirmed or nothing was owed, 3 when one did not confirm.
    let status: Int32

    /// The outcome of the sign-out that quitting brought about or found; nil when nothing was signed in.
    init(_ report: SignOutReport?, services: [ServiceState]) {
        let endings = Dictionary(
            (report?.entries ?? []).map { ($0.service, $0.ending) }, uniquingKeysWith: { $1 })
        lines = services.enumerated().map { index, service in
            let name = DisplayText(service.description.name).string
            return "\(name): \(Self.words(endings[ServiceID(index: index)]))"
        }
        status = report?.isConfirmed ?? true ? 0 : 3
    }

    private static func words(_ ending: SignOutEnding?) -> String {
        guard let ending else { return "was not signed in" }
        let words = DisplayText(ending.words).string
        switch ending {
        case .acknowledged: return "signed out, \(words)"
        case .closedByServer, .connectionLost, .couldNotSend, .abandoned, .limitReached,
            .cancelledBeforeSignIn:
            return words
        }
    }
}
