import LoopbackServers

/// What a demo consists of.
struct DemoPlan: Equatable, Sendable {
    /// The manner of each service's server; as many as there are services.
    let manners: [Manner]
    /// How many contacts each service has.
    let contacts: Int

    /// What the service at this place speaks: XMPP and IRC by turns.
    func kind(at place: Int) -> ServiceKind { place.isMultiple(of: 2) ? .xmpp : .irc }
}
