/// Who answers questions about names.
public enum NameServers: Hashable, Sendable {
    /// Whom the system asks.
    case system
    /// These, in this order, by their literal addresses. An empty list answers nothing.
    case at([HostPort])

    /// The list as the resolver's library reads it; nil for the system's own.
    var list: String? {
        switch self {
        case .system: nil
        case .at(let places):
            // Names are left out: who would find them?
            places.filter { LiteralAddress($0.host) != nil }.map(\.description).joined(separator: ",")
        }
    }
}
