import XMPPCore

/// What an account's address must be.
enum AccountAddress {
    /// Whether `text` can be signed in with: local@domain without a resource (RFC 7622 section 3.1), for the server
    /// may give another resource than the one asked for.
    static func isFit(_ text: String) -> Bool {
        guard let address = JID(text) else { return false }
        return !address.local.isEmpty && address.isBare
    }
}
