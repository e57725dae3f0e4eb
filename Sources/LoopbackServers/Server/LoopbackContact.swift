public import XMPPCore

/// One entry of the contact list that a loopback server gives to every account.
public struct LoopbackContact: Hashable, Sendable {
    /// The address without a resource.
    public let address: String
    /// The name; empty for none.
    public let name: String
    /// The groups.
    public let groups: [String]
    /// The connections, by the name of the resource.
    public var resources: [LoopbackResource] = []

    /// A contact, not connected.
    public init(address: String, name: String, groups: [String]) {
        self.address = address
        self.name = name
        self.groups = groups
    }
}

/// One connection of a contact.
public struct LoopbackResource: Hashable, Sendable {
    /// The resource's name, such as "phone".
    public let name: String
    /// How available the contact is there.
    public let show: XMPPShow
    /// The contact's words; empty for none.
    public let text: String
    /// The higher, the more this connection stands for the contact.
    public let priority: Int8

    /// A connection.
    public init(name: String, show: XMPPShow = .available, text: String = "", priority: Int8 = 0) {
        self.name = name
        self.show = show
        self.text = text
        self.priority = priority
    }
}

/// What one contact does.
public enum ContactChange: Hashable, Sendable {
    /// Connects, or says something new from a connection.
    case present(LoopbackResource)
    /// Ends the connection of this resource, with these last words.
    case absent(resource: String, text: String)
}

extension LoopbackContact {
    /// Takes the change into account.
    public mutating func apply(_ change: ContactChange) {
        switch change {
        case .present(let resource):
            let place = resources.firstIndex { $0.name.utf8.elementsEqual(resource.name.utf8) }
            if let place { resources[place] = resource } else { resources.append(resource) }
        case .absent(let name, _):
            resources.removeAll { $0.name.utf8.elementsEqual(name.utf8) }
        }
    }
}
