import Messenger
import TerminalUI

/// What is printed after the screen is gone, and the exit status.
struct QuitReport {
    /// One line for each service.
    let lines: [DisplayText]
    /// 0 when every service confirmed or nothing was owed, 3 when one of the lines says that it did not confirm.
    let status: Int32

    /// What became of each service, as far as it has signed out since it last signed in.
    ///
    /// - Parameter lastWords: Lines that a person asked for and that belong behind the receipts.
    init(_ services: [ServiceState], lastWords: [String] = []) {
        let receipts: [DisplayText] = services.map { service in
            DisplayText(service.description.name) + ": " + Self.words(service.lastEnding)
        }
        lines = receipts + lastWords.map { DisplayText($0) }
        status = services.allSatisfy { $0.lastEnding?.isConfirmed ?? true } ? 0 : 3
    }

    private static func words(_ ending: SignOutEnding?) -> DisplayText {
        guard let ending else { return "was not signed in" }
        let words = DisplayText(ending.words)
        switch ending {
        case .acknowledged: return "signed out, " + words
        case .closedByServer, .connectionLost, .couldNotSend, .abandoned, .limitReached,
            .cancelledBeforeSignIn:
            return words
        }
    }
}
