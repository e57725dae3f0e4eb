/// How a server manages streams (XEP-0198).
public enum ManagementManner: Hashable, Sendable {
    /// As it should.
    case honest
    /// Refuses to manage a stream.
    case refusesToEnable
    /// Manages, holds, and refuses to resume with this condition, such as "item-not-found".
    case refusesToResume(condition: String)
    /// Promises to hold sessions, and ends each with its connection.
    case forgets
    /// Tells so many stanzas more than it has handled; fewer when negative.
    case miscounts(by: Int)
    /// Answers no request for an acknowledgement.
    case neverAcknowledges
}
