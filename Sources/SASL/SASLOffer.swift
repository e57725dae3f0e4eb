/// What a server offers for proving who one is, as it said it.
public struct SASLOffer: Hashable, Sendable {
    /// The mechanisms' names.
    public let mechanisms: [String]
    /// The types of channel binding that the server takes (XEP-0440); nil when it said nothing of them.
    public let bindings: [String]?

    /// An offer.
    public init(mechanisms: [String], bindings: [String]? = nil) {
        self.mechanisms = mechanisms
        self.bindings = bindings
    }

    /// The strongest mechanism that can be used here.
    ///
    /// - Parameters:
    ///   - channel: the TLS connection; nil without verified TLS, where the password itself must not travel.
    ///   - floor: the strongest mechanism by which this account has been proved before; nil when there is none. A
    ///     floor that binds the channel also holds where the channel cannot be bound now, for that is what somebody
    ///     between with a false certificate would bring about. By which type it binds is not part of it: each of them
    ///     defeats him.
    /// - Throws: why nothing is to be sent; a person must decide.
    public func choice(
        on channel: SecuredChannel?, floor: SASLMechanism? = nil
    ) throws(SASLRefusal) -> SASLChoice {
        let binding = binding(on: channel)
        let usable = SASLMechanism.allCases.first { known in
            guard offers(known.rawValue) else { return false }
            switch known {
            case .scramSHA512Plus, .scramSHA256Plus, .scramSHA1Plus: return binding != nil
            case .scramSHA512, .scramSHA256, .scramSHA1: return true
            case .plain: return channel != nil
            }
        }
        guard let mechanism = usable else { throw .nothingInCommon(offered: mechanisms) }
        if let floor, mechanism.isWeaker(than: floor) {
            throw .weakerThanBefore(offered: mechanism, before: floor)
        }
        return SASLChoice(mechanism, use(of: binding, by: mechanism, on: channel), offer: self)
    }

    /// The type of binding to use; nil when there is none that both ends surely take.
    ///
    /// Where the server does not say what it takes, only the default type of RFC 5802 section 6.1 is tried, which
    /// TLS 1.3 has not: there are servers that offer `-PLUS` under TLS 1.3 and then refuse every type.
    private func binding(on channel: SecuredChannel?) -> ChannelBinding? {
        guard let channel else { return nil }
        guard let bindings else {
            return channel.version == .tls12 && channel.bindings.contains(.tlsUnique) ? .tlsUnique : nil
        }
        return channel.bindings.first { known in
            bindings.contains { $0.utf8.elementsEqual(known.rawValue.utf8) }
        }
    }

    /// RFC 5802 section 6: that we could bind and the server cannot is said only where it offers no mechanism that
    /// binds. A server that does will then know that somebody has taken the offer away.
    private func use(
        of binding: ChannelBinding?, by mechanism: SASLMechanism, on channel: SecuredChannel?
    ) -> SASLChoice.Binding {
        switch mechanism {
        case .scramSHA512Plus, .scramSHA256Plus, .scramSHA1Plus: binding.map { .bound($0) } ?? .none
        case .scramSHA512, .scramSHA256, .scramSHA1:
            offersToBind || channel?.bindings.isEmpty ?? true ? .none : .notOffered
        case .plain: .none
        }
    }

    private var offersToBind: Bool {
        mechanisms.contains { $0.utf8.suffix(5).elementsEqual("-PLUS".utf8) }
    }

    private func offers(_ name: String) -> Bool {
        mechanisms.contains { $0.utf8.elementsEqual(name.utf8) }
    }
}

/// How to prove who one is.
public struct SASLChoice: Hashable, Sendable {
    /// What is said of the TLS connection (RFC 5802 section 6, `gs2-cbind-flag`).
    public enum Binding: Hashable, Sendable {
        /// Nothing: this end does not bind.
        case none
        /// This end could bind, but the server does not offer it.
        case notOffered
        /// The proof is bound by this.
        case bound(ChannelBinding)
    }

    /// By what.
    public let mechanism: SASLMechanism
    /// Bound to what.
    public let binding: Binding
    /// Among what; nil when the server's offer is not to be compared with what the server says that it was.
    public let offer: SASLOffer?

    /// A choice.
    public init(_ mechanism: SASLMechanism, _ binding: Binding = .none, offer: SASLOffer? = nil) {
        self.mechanism = mechanism
        self.binding = binding
        self.offer = offer
    }
}

/// Why none of the offered mechanisms is used.
public enum SASLRefusal: Error, Hashable, Sendable {
    /// None of them may be used here; holds what was offered.
    case nothingInCommon(offered: [String])
    /// The best of them is weaker than what this account has been proved by before.
    case weakerThanBefore(offered: SASLMechanism, before: SASLMechanism)
}
