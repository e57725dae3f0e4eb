import LoopbackServers
import Messenger
import SASL
import Storytelling
import Testing
import Transport
import XMPPCore
import XMPPService

extension RealServerStories {
    @MainActor
    @Suite("Prosody, found by its domain")
    struct FoundProsodyStories {
        private func names(_ server: RealServer, _ service: String, port: UInt16) throws -> LoopbackNameServer
        {
            let names = try LoopbackNameServer()
            names.records["\(service)._tcp.porch.test"] = [
                .service(priority: 5, weight: 5, port: port, target: "prosody.hosting.test")
            ]
            names.records["prosody.hosting.test"] = [.loopback4]
            return names
        }

        private func alice(_ server: RealServer, _ names: LoopbackNameServer) throws -> XMPPService {
            let address = try require(JID("alice@porch.test"), "an address")
            return XMPPService(
                account: XMPPAccount(name: "home", address: address, extraRoots: server.roots),
                nameServers: .at([names.place])
            ) { .success(Secret("alice-pw")) }
        }

        @Test(
            "is signed in to with nothing but address and password, over STARTTLS and over direct TLS",
            arguments: ["_xmpp-client", "_xmpps-client"])
        func signsIn(service: String) async throws {
            let server = try require(RealServer(.prosody, named: "PROSODY"), "Prosody")
            let port = service == "_xmpp-client" ? server.port : server.tlsPort
            let names = try names(server, service, port: port)
            defer { names.stop() }
            let account = try alice(server, names)
            var found: [ServicePlace] = []
            account.onServersFound = { found = $0 }
            let person = Person([account])
            try await person.signIn()
            #expect(found.map(\.place) == [HostPort(host: "prosody.hosting.test", port: port)])
            try await person.signOut()
            #expect(person.endings == ["acknowledged"])
        }

        @Test(
            "that shows the certificate of another name is refused, whatever DNS says",
            arguments: ["_xmpp-client", "_xmpps-client"])
        func wrongName(service: String) async throws {
            let server = try require(RealServer(.prosody, named: "PROSODY_WRONG"), "Prosody")
            let port = service == "_xmpp-client" ? server.port : server.tlsPort
            let names = try names(server, service, port: port)
            defer { names.stop() }
            // The certificate is good for the name that DNS gives.
            names.records["\(service)._tcp.porch.test"] = [
                .service(priority: 5, weight: 5, port: port, target: "wrong.example")
            ]
            names.records["wrong.example"] = [.loopback4]
            let person = Person([try alice(server, names)])
            let reason = try await person.failToSignIn()
            #expect(reason.contains("wrong.example") && reason.contains("porch.test"), "\(reason)")
            #expect(person.first.lastEnd?.remedy == .person)
        }
    }
}
