public import Messenger

/// What a person entered to sign in. It never prints the password.
public struct SignInForm: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// The account that lacks a password; nil for an account that is not configured.
    public let service: ServiceID?
    /// The address, such as "alice@example.org".
    public let address: String
    /// The password.
    public let password: String
    /// Host and port; empty when they are to be found by the address.
    public let server: String

    /// An entry.
    public init(service: ServiceID?, address: String, password: String, server: String) {
        self.service = service
        self.address = address
        self.password = password
        self.server = server
    }

    /// The entry without its password.
    public var description: String { "sign-in form of \(address)" }

    /// The entry without its password, for debuggers and dumps.
    public var customMirror: Mirror { Mirror(self, children: ["address": address, "server": server]) }
}
