/// An XMPP address (RFC 7622): `local@domain/resource`, prepared, so that equal addresses are equal bytes.
public struct JID: Hashable, Sendable {
    /// The longest part, in bytes of UTF-8 (RFC 7622 section 3.1).
    public static let partLimit = 1023

    private let bytes: [UInt8]
    private let localCount: Int
    private let domainCount: Int

    /// The address written as `text`; nil when it is none.
    public init?(_ text: String) {
        self.init(utf8: Array(text.utf8)[...])
    }

    /// The address written in these bytes of UTF-8; nil when they are none.
    init?(utf8 text: ArraySlice<UInt8>) {
        // RFC 7622 section 3.2: the resource is what follows the first slash, the local part what precedes the
        // first at-sign of the rest. Neither can be part of a longer scalar.
        let slash = text.firstIndex(of: UInt8(ascii: "/"))
        let bare = text[..<(slash ?? text.endIndex)]
        let at = bare.firstIndex(of: UInt8(ascii: "@"))
        self.init(
            local: at.map { bare[..<$0] }, domain: at.map { bare[($0 + 1)...] } ?? bare,
            resource: slash.map { text[($0 + 1)...] })
    }

    /// The address of the parts; nil when one is no such part. A part that is given must not be empty.
    public init?(local: String? = nil, domain: String, resource: String? = nil) {
        self.init(
            local: local.map { Array($0.utf8)[...] }, domain: Array(domain.utf8)[...],
            resource: resource.map { Array($0.utf8)[...] })
    }

    private init?(local: ArraySlice<UInt8>?, domain: ArraySlice<UInt8>, resource: ArraySlice<UInt8>?) {
        guard let domain = AddressPreparation.domain(domain) else { return nil }
        var bytes: [UInt8] = []
        if let local {
            guard let prepared = AddressPreparation.local(local) else { return nil }
            bytes.reserveCapacity(prepared.count + 1 + domain.count)
            bytes += prepared
            bytes.append(UInt8(ascii: "@"))
        }
        localCount = max(bytes.count - 1, 0)
        domainCount = domain.count
        bytes += domain
        if let resource {
            guard let prepared = AddressPreparation.resource(resource) else { return nil }
            bytes.append(UInt8(ascii: "/"))
            bytes += prepared
        }
        self.bytes = bytes
    }

    private init(bytes: [UInt8], localCount: Int, domainCount: Int) {
        self.bytes = bytes
        self.localCount = localCount
        self.domainCount = domainCount
    }

    private var domainStart: Int { localCount == 0 ? 0 : localCount + 1 }
    private var bareCount: Int { domainStart + domainCount }

    /// The account's name at the domain; empty for the address of a server.
    public var local: String { String(decoding: bytes[..<localCount], as: UTF8.self) }

    /// The domain, in lower case.
    public var domain: String { String(decoding: bytes[domainStart..<bareCount], as: UTF8.self) }

    /// The name of one connection of the account; empty when none is meant.
    public var resource: String { String(decoding: bytes[bareCount...].dropFirst(), as: UTF8.self) }

    /// Whether no resource is named.
    public var isBare: Bool { bytes.count == bareCount }

    /// The address without its resource.
    public var bare: JID {
        isBare
            ? self : JID(bytes: Array(bytes[..<bareCount]), localCount: localCount, domainCount: domainCount)
    }

    /// The bytes of the whole address.
    public var utf8: [UInt8] { bytes }

    /// The same account with this resource; nil when it is no resource.
    public func with(resource: String) -> JID? {
        JID(local: localCount == 0 ? nil : local, domain: domain, resource: resource)
    }
}

extension JID: CustomStringConvertible {
    /// The address as it is written.
    public var description: String { String(decoding: bytes, as: UTF8.self) }
}
