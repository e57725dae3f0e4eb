/// What a person asks of a service's contact list.
public enum ContactRequest: Hashable, Sendable {
    /// Put a contact on the list and ask to see their presence. The name may be empty.
    case add(address: String, name: String, groups: [String])
    /// Give the contact of this number another name and other groups.
    case edit(number: Int32, name: String, groups: [String])
    /// Take the contact of this number off the list; neither sees the other any more.
    case remove(number: Int32)
    /// Ask, perhaps once more, to see the presence of the contact of this number.
    case askToSee(number: Int32)
    /// See the presence of the contact of this number no longer, or withdraw the question.
    case stopSeeing(number: Int32)
    /// Let the contact of this number see one's own presence no longer.
    case hideFrom(number: Int32)
    /// Let whoever has this address and asked for it see one's own presence.
    case accept(address: String)
    /// Do not let whoever has this address see one's own presence.
    case refuse(address: String)
    /// Neither hear from nor be seen by this address.
    case block(address: String)
    /// The contrary of blocking.
    case unblock(address: String)
    /// Ask when the contact of this number, who is offline, was there last. A contact's presence is the answer.
    case askLastActivity(number: Int32)
}

/// What came of a ``ContactRequest``.
public enum RequestAnswer: Hashable, Sendable {
    /// It was done.
    case done
    /// It was not, for this reason. May hold text from outside.
    case refused(reason: String)
}

/// What a service can do with its contact list, beside showing it.
public enum ContactAbility: Hashable, Sendable, CaseIterable {
    /// Adding contacts and removing them.
    case changeList
    /// Giving names and groups.
    case edit
    /// Asking to see somebody, and letting oneself be seen.
    case subscribe
    /// Blocking addresses.
    case block
    /// Telling when somebody was there last.
    case lastActivity
}

/// Somebody who asks to see one's presence. Its texts come from outside.
public struct SubscriptionRequest: Hashable, Sendable {
    /// The address of the one who asks.
    public let address: String
    /// What the one who asks wants to be called; empty when they do not say. Proves nothing.
    public let nickname: String
    /// Their words; empty when there are none.
    public let text: String

    /// A request.
    public init(address: String, nickname: String = "", text: String = "") {
        self.address = address
        self.nickname = nickname
        self.text = text
    }
}

/// The requests that wait for a person's answer: so many as a person can look through, and how many wait behind them.
public struct SubscriptionRequests: Hashable, Sendable {
    /// More than this wait until others are answered.
    public static let limit = 100
    /// Of more than this behind them nothing is kept: whoever wants can ask as often as they like.
    static let laterLimit = 1000

    /// The oldest first; one for each address.
    public private(set) var waiting: [SubscriptionRequest] = []
    /// Those for whom there is no room among them yet, the oldest first.
    private var later: [SubscriptionRequest] = []

    /// How many wait beyond the limit.
    public var beyond: Int { later.count }

    /// None.
    public init() {}

    /// Takes a request in; a newer one of the same address takes the place of the older.
    mutating func add(_ request: SubscriptionRequest) {
        if let place = Self.place(of: request.address, in: waiting) {
            waiting[place] = request
        } else if waiting.count < Self.limit {
            waiting.append(request)
        } else if let place = Self.place(of: request.address, in: later) {
            later[place] = request
        } else if later.count < Self.laterLimit {
            later.append(request)
        }
    }

    /// Takes a request out; the oldest of those behind takes the room.
    mutating func remove(_ address: String) {
        if let place = Self.place(of: address, in: later) { later.remove(at: place) }
        guard let place = Self.place(of: address, in: waiting) else { return }
        waiting.remove(at: place)
        if !later.isEmpty { waiting.append(later.removeFirst()) }
    }

    private static func place(of address: String, in requests: [SubscriptionRequest]) -> Int? {
        requests.firstIndex { $0.address.utf8.elementsEqual(address.utf8) }
    }
}
