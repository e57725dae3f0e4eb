import Glibc
import LoopbackServers
import TerminalHarness
import Testing
import Transport

/// A domain's server with direct TLS, and the name server that knows of it.
@MainActor
private final class ServedDomain {
    private let server: LoopbackXMPPServer
    private let names: LoopbackNameServer

    init() throws {
        server = try LoopbackXMPPServer(settings: ServerSettings().with { $0.security = .direct })
        server.setContacts(DemoContacts.make(3, domain: server.settings.domain))
        names = try LoopbackNameServer()
        names.records["_xmpps-client._tcp.porchlight.test"] = [
            .service(priority: 0, weight: 0, port: server.place.port, target: "one.hosting.test")
        ]
        names.records["one.hosting.test"] = [.loopback4]
    }

    /// The server as the program names it.
    var place: String { "one.hosting.test:\(server.place.port) (direct TLS)" }

    /// Whether somebody has asked for the servers.
    var wasAsked: Bool { names.asked.contains(.service("_xmpps-client._tcp.porchlight.test")) }

    /// Lets the name server say nothing.
    func fallSilent() { names.manner = .silent }

    /// Lets the name server know nothing.
    func disappear() { names.records = [:] }

    /// An account with nothing but address and password, and whom to trust and to ask.
    var configuration: String {
        """
        [accounts.home]
        service = "xmpp"
        address = "alice@porchlight.test"
        password = "lantern"
        trust = "root.pem"

        [network]
        name_servers = ["\(names.place)"]

        """
    }

    /// Whom to trust.
    var rootPEM: [UInt8] { server.rootPEM }
}

extension Stories {
    @Suite("With an address alone")
    struct FoundServerTests {
        private let home: Home
        private let domain: ServedDomain

        init() async throws {
            home = try Home()
            domain = try await ServedDomain()
            try home.configure(await domain.configuration)
            let root = await domain.rootPEM
            let file = try #require(fopen(home.path + "/config/porchlight/root.pem", "w"))
            fwrite(root, 1, root.count, file)
            fclose(file)
        }

        @Test("the client finds the server, signs in, and out again")
        func signsIn() async throws {
            let program = try client(home: home)
            try await program.waitUntilSignedIn(["home"])
            #expect(await domain.wasAsked)
            program.type("o")
            try await program.wait(forText: "home acknowledged")
            try await program.quit()
        }

        @Test("the client says that the server is being found, and a sign-out ends the search")
        func silent() async throws {
            await domain.fallSilent()
            let program = try client(home: home)
            try await program.wait(forText: "Finding server")
            program.type("o")
            try await program.wait(for: "the end") { !$0.shows("Finding server") }
            try await program.quit()
        }

        @Test("the check shows the servers as a stage")
        func check() async throws {
            let program = try client("check", home: home)
            #expect(try await program.waitForExit() == 0)
            #expect(program.screen.shows("home: finding server"))
            let place = await domain.place
            #expect(program.screen.shows("home: servers to try: \(place)"))
        }

        @Test("the check says that the domain does not exist")
        func unknownDomain() async throws {
            await domain.disappear()
            let program = try client("check", home: home)
            #expect(try await program.waitForExit() == 1)
            #expect(program.screen.shows("home: FAILED: there is no host named porchlight.test"))
        }
    }
}
