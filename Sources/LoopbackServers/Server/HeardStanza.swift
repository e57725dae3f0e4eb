public import XMPPCore

/// A stanza that has reached somebody whom the server plays.
public struct HeardStanza: Hashable, Sendable {
    /// Who got it: the address without a resource.
    public let contact: String
    /// What it was; it names its sender.
    public let stanza: XMLElement
}
