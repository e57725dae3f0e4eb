import XMPPCore

/// Whether somebody looks at a client (XEP-0352).
public enum ClientState: Hashable, Sendable {
    /// Somebody looks.
    case active
    /// Nobody looks.
    case inactive

    /// What the element says; nil when it is about something else.
    init?(_ element: XMLElement) {
        if element.matches("active", ExtensionNamespace.clientState) {
            self = .active
        } else if element.matches("inactive", ExtensionNamespace.clientState) {
            self = .inactive
        } else {
            return nil
        }
    }
}
