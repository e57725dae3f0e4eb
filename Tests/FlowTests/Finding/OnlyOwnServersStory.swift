import CConnectLog
import IRCService
import LoopbackServers
import Messenger
import Storytelling
import Testing
import Transport

/// What this process has connected to, as text.
private func destinations() -> Set<String> {
    Set(
        (0..<cconnectlog_count()).map { place in
            var text = [CChar](repeating: 0, count: 80)
            cconnectlog_read(place, &text, 80)
            return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        })
}

extension FlowStories {
    /// The log of connections is the process's, so each test has one of its own.
    @MainActor
    @Suite("whatever comes from a server")
    struct OnlyOwnServersStory {
        @Test("connections go to the servers of the accounts and to the name server, and nowhere else")
        func xmpp() async throws {
            await #expect(processExitsWith: .success) { @MainActor in
                let trap = try Trap()
                let server = try LoopbackXMPPServer.inhabited()
                let names = try LoopbackNameServer.of(server)
                names.records["trap.test"] = [.loopback4]
                let story = try Story([server], names: names)
                cconnectlog_start()
                try await story.signIn()
                for bait in trap.stanzas { server.send(Array(bait.utf8)) }
                server.change(contact: 0, .present(LoopbackResource(name: "phone", text: "the last")))
                try await until("the last") { story.home.presences.contains { $0.text == "the last" } }
                // The stream's error names another server, which is told and not followed.
                server.send(Array(trap.streamError.utf8))
                try await until("the end") { story.home.lastEnd != nil }
                try await Task.sleep(for: .milliseconds(300))
                story.pressSignOut()
                #expect(destinations() == [names.place.description, server.place.description])
                #expect(trap.visits == 0)
                #expect(names.asked.allSatisfy { $0.name != "trap.test" })
            }
        }

        @Test("nor do people on IRC lead anywhere else")
        func irc() async throws {
            await #expect(processExitsWith: .success) { @MainActor in
                let trap = try Trap()
                let server = try LoopbackIRCServer.inhabited()
                let story = IRCStory(server: server)
                cconnectlog_start()
                try await story.signIn()
                for bait in trap.lines { server.send(Array((bait + "\r\n").utf8)) }
                server.ping()
                try await Task.sleep(for: .milliseconds(300))
                story.pressSignOut()
                try await story.signedOut()
                #expect(destinations() == [server.place.description])
                #expect(trap.visits == 0)
            }
        }

        @Test("the log keeps what goes elsewhere, by whatever library")
        func log() async throws {
            await #expect(processExitsWith: .success) { @MainActor in
                let trap = try Trap()
                let names = try LoopbackNameServer()
                cconnectlog_start()
                let stray = Connection(nameServers: .at([names.place]))
                var end: ConnectionEnd?
                stray.onEvent = { if case .ended(let how) = $0 { end = how } }
                names.records["trap.test"] = [.loopback4]
                stray.connect(to: HostPort(host: "trap.test", port: trap.port))
                try await until("the visit") { trap.visits == 1 || end != nil }
                #expect(destinations() == [names.place.description, "127.0.0.1:\(trap.port)"])
            }
        }
    }
}

/// A port to which a careless client could be led.
@MainActor
private final class Trap {
    private let listener: Listener
    private(set) var visits = 0

    init() throws {
        listener = try Listener()
        listener.onConnection = { [weak self] _ in self?.visits += 1 }
    }

    var port: UInt16 { listener.port }

    private var url: String { "http://trap.test:\(port)/bait.png" }

    /// Links, pictures, avatars, files and calls (XEP-0066, XEP-0153, XEP-0084, XEP-0096, XEP-0065, XEP-0166, XEP-0385).
    var stanzas: [String] {
        let bob = "from='bob@porchlight.test/phone'"
        let hash = "<photo>01b87fcd030b72895ff8e88db57ec525450f000d</photo>"
        return [
            "<message \(bob) type='chat'><body>\(url)</body></message>",
            "<message \(bob)><body>\(url)</body><x xmlns='jabber:x:oob'><url>\(url)</url></x></message>",
            "<presence \(bob)><x xmlns='vcard-temp:x:update'>\(hash)</x><status>\(url)</status></presence>",
            "<message from='bob@porchlight.test'><event xmlns='http://jabber.org/protocol/pubsub#event'>"
                + "<items node='urn:xmpp:avatar:metadata'><item id='01b8'><metadata xmlns='urn:xmpp:avatar:metadata'>"
                + "<info id='01b8' type='image/png' bytes='9' url='\(url)'/></metadata></item></items></event></message>",
            "<iq \(bob) type='set' id='t1'><query xmlns='jabber:iq:oob'><url>\(url)</url></query></iq>",
            "<iq \(bob) type='set' id='t2'><query xmlns='http://jabber.org/protocol/bytestreams' sid='s'>"
                + "<streamhost jid='p.test' host='127.0.0.1' port='\(port)'/></query></iq>",
            "<iq \(bob) type='set' id='t3'><jingle xmlns='urn:xmpp:jingle:1' action='session-initiate' sid='s'>"
                + "<content creator='initiator' name='c'><transport xmlns='urn:xmpp:jingle:transports:ice-udp:1'>"
                + "<candidate component='1' ip='127.0.0.1' port='\(port)' protocol='udp' type='host'/></transport>"
                + "</content></jingle></iq>",
            "<message \(bob)><reference xmlns='urn:xmpp:reference:0' type='data'><media-sharing xmlns='urn:xmpp:sims:1'>"
                + "<sources><reference xmlns='urn:xmpp:reference:0' type='data' uri='\(url)'/></sources></media-sharing>"
                + "</reference></message>",
        ]
    }

    /// RFC 6120 section 4.9.3.19.
    var streamError: String {
        "<stream:error><see-other-host xmlns='urn:ietf:params:xml:ns:xmpp-streams'>trap.test:\(port)</see-other-host>"
            + "</stream:error></stream:stream>"
    }

    /// DCC, links, and a server's advice to go elsewhere.
    var lines: [String] {
        let bob = ":bob!bob@example.test"
        return [
            "\(bob) PRIVMSG alice :\u{1}DCC SEND bait.png 2130706433 \(port) 9\u{1}",
            "\(bob) PRIVMSG alice :\u{1}DCC CHAT chat 2130706433 \(port)\u{1}",
            "\(bob) PRIVMSG alice :\(url)", "\(bob) NOTICE alice :\(url)",
            ":irc.test 010 alice 127.0.0.1 \(port) :Please use this server instead",
        ]
    }
}
