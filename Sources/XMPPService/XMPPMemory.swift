import Transport
import XMPPCore

/// What an account's service keeps from one session for the next, for as long as the program runs.
///
/// It lives on the main queue, as all that uses it does.
final class XMPPMemory {
    /// What this client is called among the account's clients.
    let clientID: String
    /// What the server offered.
    var customs: XMPPServerCustoms?
    /// A session that the server holds; its deadline is in nanoseconds since the computer started.
    private var held: XMPPHeldSession?

    init(clientID: String) {
        self.clientID = clientID
    }

    /// Keeps a session that the server holds: for as long as it said, from the loss of the connection on.
    func keep(_ session: XMPPHeldSession?) {
        held = session
        // Nothing overflows here: the server's word for the seconds has nine digits at most.
        guard let session, session.deadline == nil else { return }
        held?.deadline = Monotonic.nanoseconds &+ Int64(session.seconds) &* 1_000_000_000
    }

    /// Gives the session away, for one attempt to go on with it or to leave it.
    func takeHeld() -> XMPPHeldSession? {
        defer { held = nil }
        guard let deadline = held?.deadline, deadline <= Monotonic.nanoseconds else { return held }
        return held?.overdue()
    }
}
