import Messenger
import TerminalUI

/// What is printed after the screen is gone, and the exit status.
struct QuitReport {
    /// One line for each service.
    let lines: [DisplayText]
    /// 0 when every service confirmed or nothing was owed when quitting began, 3 when one did not confirm.
    let status: Int32

    /// What quitting found.
    enum Start {
        /// Nothing was signed in, or on its way.
        case nothingUp
        /// Something had to be signed out.
        case signingOut
    }

    /// What became of each service, as far as it has signed out since it last signed in.
    ///
    /// - Parameter lastWords: Lines that a person asked for and that belong behind the receipts.
    init(_ services: [ServiceState], from start: Start, lastWords: [String] = []) {
        let receipts: [DisplayText] = services.map { service in
            DisplayText(service.description.name) + ": " + Self.words(service.lastEnding)
        }
        lines = receipts + lastWords.map { DisplayText($0) }
        switch start {
        case .nothingUp: status = 0
        case .signingOut: status = services.allSatisfy { $0.lastEnding?.isConfirmed ?? true } ? 0 : 3
        }
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
