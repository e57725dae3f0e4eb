import Testing

@testable import XMPPCore

/// What is counted, kept and forgotten (XEP-0198).
@Suite struct StreamManagementTests {
    private static func agreed(id: String = "s1") -> StreamManagement {
        var management = StreamManagement()
        management.agreed(StreamManagement.Promise(id: id, seconds: 60))
        return management
    }

    /// Outside of the macro, which takes its arguments as they are.
    private static func acknowledge(_ management: inout StreamManagement, _ count: UInt32) -> Bool {
        management.acknowledge(count)
    }

    @Test("what comes counts from the server's agreement on, what is sent from ours")
    func counting() {
        var management = StreamManagement()
        management.took()
        management.wrote([1])
        #expect(management.handled == 0)
        #expect(management.unacknowledged == [[1]])
        #expect(!management.isAnswerWanted)
        management.agreed(nil)
        management.took()
        #expect(management.handled == 1)
        #expect(management.isAnswerWanted)
        #expect(management.promise == nil, "the server counts, and holds nothing")
    }

    @Test("what is acknowledged is forgotten, the oldest first")
    func acknowledging() {
        var management = Self.agreed()
        for byte: UInt8 in 1...4 { management.wrote([byte]) }
        management.asked()
        #expect(!management.isAnswerWanted, "one question at a time")
        #expect(Self.acknowledge(&management, 3))
        #expect(management.unacknowledged == [[4]])
        #expect(!management.isAnswerWanted, "a server that does not count it would be asked for ever")
        management.wrote([5])
        #expect(management.isAnswerWanted)
        #expect(Self.acknowledge(&management, 5))
        management.wrote([6])
        management.asksNothing()
        #expect(!management.isAnswerWanted)
    }

    @Test(
        "an acknowledgement of more than was sent, or of fewer than before, is none",
        arguments: [3, 0] as [UInt32])
    func impossible(count: UInt32) {
        var management = Self.agreed()
        management.wrote([1])
        management.wrote([2])
        #expect(Self.acknowledge(&management, 1))
        #expect(!Self.acknowledge(&management, count))
        #expect(management.unacknowledged == [[2]])
    }

    @Test("beyond what can be kept the session ends with its connection, and is counted all the same")
    func tooMany() {
        var many = Self.agreed()
        for _ in 0..<StreamManagement.keptLimit { many.wrote([0]) }
        #expect(many.promise != nil)
        many.wrote([0])
        #expect(many.promise == nil)
        #expect(many.unacknowledged.isEmpty)
        #expect(Self.acknowledge(&many, UInt32(StreamManagement.keptLimit) + 1))
        #expect(!Self.acknowledge(&many, UInt32(StreamManagement.keptLimit) + 2))
        var large = Self.agreed()
        large.wrote([UInt8](repeating: 0, count: StreamManagement.keptByteLimit + 1))
        #expect(large.promise == nil)
    }

    static let promises: [(String, StreamManagement.Promise?)] = [
        ("id='a' resume='true' max='60'", .init(id: "a", seconds: 60)),
        ("id='a' resume='1'", .init(id: "a", seconds: 300)),
        ("id='a' resume='true' max='+7'", .init(id: "a", seconds: 300)),
        ("id='a' resume='true' max='9999999999999999999'", .init(id: "a", seconds: 300)),
        ("id='a' resume='true' location='evil.example:1'", .init(id: "a", seconds: 300)),
        ("id='a' resume='false'", nil), ("id='a'", nil), ("resume='true'", nil), ("id='' resume='true'", nil),
        ("id='\(String(repeating: "x", count: 4001))' resume='true'", nil),
    ]

    @Test("a promise is read as it is made, and a bad one is none", arguments: promises)
    func promise(attributes: String, promise: StreamManagement.Promise?) throws {
        let driver = try SessionDriver.signedIn(offering: .management)
        driver.read("<enabled xmlns='urn:xmpp:sm:3' \(attributes)/>")
        #expect(driver.session.management?.promise == promise)
    }

    static let counts: [(String, UInt32?)] = [
        ("0", 0), ("007", 7), ("4294967295", .max), ("4294967296", nil), ("-1", nil), ("+1", nil), ("", nil),
        ("1 ", nil), ("0x1", nil), ("99999999999", nil),
    ]

    @Test("a count is an unsigned number of 32 bits", arguments: counts)
    func count(text: String, count: UInt32?) {
        let element = XMLElement("a", namespace: XMLNamespace.streamManagement, attributes: ["h": text])
        #expect(ManagementWords.count(in: element) == count)
    }

    @Test("counts go on over the end of their range")
    func wrapping() {
        var management = Self.agreed()
        for _ in 0..<3 { management.wrote([]) }
        #expect(!Self.acknowledge(&management, .max))
        #expect(Self.acknowledge(&management, 3))
    }
}
