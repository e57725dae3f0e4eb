/// Who answers questions about names.
public enum NameServers: Hashable, Sendable {
    /// Whom the system asks.
    case system
    /// These, in this order, by their literal addresses. An empty list answers nothing.
    case at([HostPort])

    /// Reads a name server: an address with a port, such as `127.0.0.1:5353` or `[::1]:53`, or without one, for port 53;
    /// nil for everything else, names included, for who would find them?
    public static func place(_ text: String) -> HostPort? {
        if LiteralAddress(text) != nil { return HostPort(host: text, port: 53) }
        guard let place = HostPort(text), LiteralAddress(place.host) != nil else { return nil }
        return place
    }

    /// The list as the resolver's library reads it; nil for the system's own.
    var list: String? {
        switch self {
        case .system: nil
        case .at(let places):
            places.filter { LiteralAddress($0.host) != nil }.map(\.description).joined(separator: ",")
        }
    }
}
