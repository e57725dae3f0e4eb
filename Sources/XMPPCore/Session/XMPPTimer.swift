/// The times that run while signed in; how long, the owner decides.
public enum XMPPTimer: Hashable, Sendable, CaseIterable {
    /// Nothing has come from the server for so long. It runs on with each byte that comes, without a new order.
    case silence
    /// The server's answer to a ping is due.
    case answer
    /// What the contacts' servers still say of how things stood before the sign-in.
    case settling
    /// Answers to what was asked are due.
    case request
}
