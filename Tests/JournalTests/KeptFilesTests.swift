import TerminalUI
import Testing

@testable import Journal

@Suite("Kept people and kept trust")
struct KeptFilesTests {
    @Test("people come back as they were, whatever the texts hold")
    func people() throws {
        let people = People([
            [
                People.Address(service: "home", address: "bob@example.org"),
                People.Address(service: "a\tb\n\\", address: "e\u{301}"),
            ],
            [
                People.Address(service: "x", address: "\u{e9}"), People.Address(service: "", address: "y"),
                People.Address(service: "z", address: ""),
            ],
        ])
        #expect(try KeptPeople.read(KeptPeople.written(people)) == people)
        #expect(try KeptPeople.read(KeptPeople.written(People())) == People())
    }

    @Test("a person with half an address is none")
    func half() {
        let bytes = Seal("people", version: 1).sealed(Array("home\tbob\twork\n".utf8))
        #expect(throws: KeptFault.damaged) { try KeptPeople.read(bytes) }
    }

    @Test("trust comes back as it was")
    func trust() throws {
        var trust = KeptTrust()
        trust[keptAccount].pins = [Array(repeating: 7, count: 32), Array(0..<32)]
        trust[keptAccount].strongest = "SCRAM-SHA-256"
        trust[KeptAccount(protocolName: "IRC", address: "a@b")].strongest = "PLAIN"
        #expect(try KeptTrust(written: trust.written) == trust)
        #expect(try KeptTrust(written: KeptTrust().written) == KeptTrust())
        trust[keptAccount] = KeptTrust.Entry()
        #expect(trust[keptAccount].pins.isEmpty)
        let without = trust
        trust[KeptAccount(protocolName: "XMPP", address: "nobody")] = KeptTrust.Entry()
        #expect(trust == without)
    }

    @Test("a damaged file of trust is refused whole", arguments: 0..<20)
    func damaged(round: Int) {
        var trust = KeptTrust()
        trust[keptAccount].pins = [Array(0..<32)]
        var bytes = trust.written
        let place = Int.random(in: bytes.indices)
        bytes[place] ^= UInt8(1 << (round % 8))
        #expect(throws: KeptFault.self) { try KeptTrust(written: bytes) }
    }

    @Test(
        "pins that are none are refused even with a right check sum",
        arguments: [
            "", "00", String(repeating: "0", count: 63), String(repeating: "AA", count: 32),
            String(repeating: "zz", count: 32),
        ])
    func wrongPins(pin: String) {
        let bytes = Seal("trust", version: 1).sealed(Array("XMPP\ta@b\tPLAIN\t\(pin)\n".utf8))
        #expect(throws: KeptFault.damaged) { try KeptTrust(written: bytes) }
    }
}
