public import Transport

/// ``DemoServer``'s sibling that speaks IRC, and tells of its people unasked.
@MainActor
public final class DemoIRCServer {
    /// The server itself.
    public let server: LoopbackIRCServer
    /// The nick to sign in with, and the account to prove.
    public let nick = "alice"
    /// The account's password.
    public let password = "lantern"
    /// The nicks of the people there are.
    public let watched: [String]

    private var script: DemoIRCScript
    private var timer: Timer?

    /// Starts a server for one account, with TLS from the first byte.
    ///
    /// - Parameters:
    ///   - name: what the server calls itself, such as "demo2.example".
    ///   - contacts: how many people there are.
    ///   - manner: how it behaves at sign-out.
    ///   - seed: decides who does what.
    /// - Throws: ``LoopbackServerError`` when the system refuses.
    public init(name: String, contacts: Int, manner: Manner, seed: UInt64) throws(LoopbackServerError) {
        let people = DemoContacts.nicks(contacts)
        var settings = IRCServerSettings()
        settings.name = name
        settings.manner = manner
        settings.accounts = [nick: password]
        settings.monitorLimit = max(contacts, 1)
        settings.recording = .nothing
        watched = people.map(\.nick)
        server = try LoopbackIRCServer(settings: settings)
        script = DemoIRCScript(seed: seed)
        server.setPeople(script.opening(people))
        server.onClientsChanged = { [weak self] in self?.clientsChanged() }
    }

    /// Where the server listens.
    public var place: HostPort { server.place }

    /// Ends every connection, accepts nothing more, and lets nobody move.
    public func stop() {
        server.stop()
        timer = nil
    }

    /// Whether somebody is there to see what the people do, so that they do it.
    var isAlive: Bool { timer != nil }

    private func clientsChanged() {
        if server.clientCount == 0 {
            timer = nil
        } else if timer == nil {
            planNextBeat()
        }
    }

    private func planNextBeat() {
        guard let beat = script.next(server.people) else { return }
        timer = Timer(after: beat.delay) { [weak self] in self?.play(beat) }
    }

    private func play(_ beat: DemoIRCScript.Beat) {
        server.change(person: beat.person, beat.change)
        planNextBeat()
    }
}
