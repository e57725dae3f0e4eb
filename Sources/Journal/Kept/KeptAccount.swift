public import Messenger

/// Whose something is that is kept between runs: an account's protocol and address, which stay the same when the
/// person calls the account otherwise.
public struct KeptAccount: Sendable {
    /// The protocol, such as "XMPP".
    public let protocolName: String
    /// The address.
    public let address: String

    /// The account of that address.
    public init(protocolName: String, address: String) {
        self.protocolName = protocolName
        self.address = address
    }

    /// The account of a service.
    public init(_ description: ServiceDescription) {
        self.init(protocolName: description.protocolName, address: description.address)
    }

    /// The name of this account's file for a purpose: of one length and harmless signs, whatever the address holds.
    /// Two accounts could have the same name; each file says in itself whose it is.
    public func fileName(_ purpose: String) -> String {
        // FNV-1a, 64 bits.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in Array(protocolName.utf8) + [0] + Array(address.utf8) {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        let digits = String(hash, radix: 16)
        return purpose + "-" + String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}

extension KeptAccount: Hashable {
    /// Whether both are the same, byte by byte.
    public static func == (left: KeptAccount, right: KeptAccount) -> Bool {
        left.protocolName.utf8.elementsEqual(right.protocolName.utf8)
            && left.address.utf8.elementsEqual(right.address.utf8)
    }

    /// By the same bytes.
    public func hash(into hasher: inout Hasher) {
        for byte in address.utf8 { hasher.combine(byte) }
    }
}
