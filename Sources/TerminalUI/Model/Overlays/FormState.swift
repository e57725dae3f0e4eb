import Messenger

/// The sign-in form while it is open.
struct FormState: Hashable {
    enum Field: Int, Hashable, CaseIterable {
        case address, password, server
    }

    enum Phase: Hashable {
        case editing
        /// What was entered is being tried.
        case trying
    }

    /// The account that lacks a password; nil for an account that is not configured.
    let service: ServiceID?
    /// The account's name, where there is one.
    let accountName: DisplayText
    var address: TextField
    var password = TextField(kind: .secret)
    var server = TextField()
    var focus: Field
    var phase = Phase.editing
    /// Why what was entered did not do; empty when nothing is wrong.
    var problem = DisplayText.empty

    /// A form for an account that is not configured.
    init() {
        service = nil
        accountName = .empty
        address = TextField()
        focus = .address
    }

    /// A form for a configured account's password.
    init(service: ServiceID, description: ServiceDescription, problem: DisplayText = .empty) {
        self.service = service
        accountName = DisplayText(description.name)
        address = TextField(description.address)
        focus = .password
        self.problem = problem
    }

    /// The fields that can be edited: a configured account's address and server are the configuration's.
    var fields: [Field] { service == nil ? Field.allCases : [.password] }

    subscript(field: Field) -> TextField {
        get {
            switch field {
            case .address: address
            case .password: password
            case .server: server
            }
        }
        set {
            switch field {
            case .address: address = newValue
            case .password: password = newValue
            case .server: server = newValue
            }
        }
    }

    mutating func moveFocus(by step: Int) {
        let place = fields.firstIndex(of: focus) ?? 0
        focus = fields[(place + step + fields.count) % fields.count]
    }

    /// What to try; nil, with the focus where something is missing, when there is not enough.
    mutating func submit() -> SignInForm? {
        if address.isEmpty {
            problem = "an address is needed, such as alice@example.org"
            focus = .address
            return nil
        }
        if password.isEmpty {
            problem = "a password is needed"
            focus = .password
            return nil
        }
        problem = .empty
        phase = .trying
        return SignInForm(
            service: service, address: address.text, password: password.text, server: server.text)
    }

    /// Goes back to editing with what was entered, and says why.
    mutating func refuse(_ reason: DisplayText, remedy: SessionEnd.Remedy) {
        problem = reason
        phase = .editing
        switch remedy {
        case .password:
            password = TextField(kind: .secret)
            focus = .password
        case .person, .wait: break
        }
    }
}
