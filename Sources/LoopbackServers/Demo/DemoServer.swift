import Glibc
import SASL
public import Transport

/// A loopback server whose contacts lead a life of their own: what `porchlight demo` signs in to.
///
/// Some seconds after the first sign-in somebody asks to be let in. Whoever is asked for their presence says yes after
/// a moment, whatever the address, and is there from then on.
///
/// It is a demonstration: the people are invented, nothing leaves the computer, and nothing is remembered. While
/// nobody is signed in nobody moves, and no timer runs.
@MainActor
public final class DemoServer {
    /// The server itself.
    public let server: LoopbackXMPPServer
    /// The address of the account to sign in with.
    public let address: String
    /// The account's password.
    public let password: String

    private var script: DemoScript
    private var timer: Timer?
    private var visit = Visit.awaited
    private var visitClock: Timer?

    /// The one request that comes by itself.
    private enum Visit {
        case awaited
        case made
    }

    /// Starts a server for one account, with STARTTLS.
    ///
    /// - Parameters:
    ///   - domain: what the server is called, such as "home.example".
    ///   - contacts: how many people there are.
    ///   - manner: how it behaves at sign-out.
    ///   - seed: decides who does what.
    /// - Throws: ``LoopbackServerError`` when the system refuses.
    public init(domain: String, contacts: Int, manner: Manner, seed: UInt64) throws(LoopbackServerError) {
        var settings = ServerSettings()
        settings.domain = domain
        settings.manner = manner
        settings.accounts = ["alice": "lantern"]
        settings.recording = .nothing
        settings.features = ServerFeature.all
        settings.mechanisms = [.scramSHA256Plus, .scramSHA256]
        settings.channelBindings = [.tlsExporter]
        settings.strangersAnswer = .accepts(after: DemoContacts.thinkingTime)
        address = "alice@\(domain)"
        password = "lantern"
        server = try LoopbackXMPPServer(settings: settings)
        script = DemoScript(seed: seed)
        let people = script.opening(DemoContacts.make(contacts, domain: domain))
        server.setContacts(DemoContacts.portrayed(people, now: Self.secondsSince1970))
        server.onClientsChanged = { [weak self] in self?.clientsChanged() }
    }

    /// Where the server listens.
    public var place: HostPort { server.place }

    /// Ends every connection, accepts nothing more, and lets nobody move.
    public func stop() {
        server.stop()
        timer = nil
        visitClock = nil
    }

    /// Whether somebody is there to see what the contacts do, so that they do it.
    var isAlive: Bool { timer != nil }

    private func clientsChanged() {
        if server.clientCount == 0 {
            timer = nil
            visitClock = nil
        } else if timer == nil {
            planNextBeat()
            planVisit()
        }
    }

    private func planNextBeat() {
        guard let beat = script.next(server.contacts) else { return }
        timer = Timer(after: beat.delay) { [weak self] in self?.play(beat) }
    }

    private func play(_ beat: DemoScript.Beat) {
        server.change(contact: beat.contact, beat.change)
        planNextBeat()
    }

    private func planVisit() {
        guard visit == .awaited, !server.contacts.isEmpty else { return }
        visitClock = Timer(after: .seconds(5)) { [weak self] in
            guard let self else { return }
            visit = .made
            server.ask(
                "alice", from: "vera@\(server.settings.domain)", text: "We met on the porch.", nick: "Vera")
        }
    }

    private static var secondsSince1970: Int64 {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec)
    }
}
