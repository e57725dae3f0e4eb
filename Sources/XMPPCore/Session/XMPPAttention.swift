/// Whether anybody may be looking (XEP-0352).
public enum XMPPAttention: String, Hashable, Sendable {
    /// Somebody is.
    case looking = "active"
    /// Nobody can be.
    case elsewhere = "inactive"
}
