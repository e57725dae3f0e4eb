import Testing

@testable import LoopbackServers
@testable import Transport

/// Reading answers of name servers, whole, cut and spoiled.
struct NameRecordsTests {
    /// The bytes of a question for a name.
    private static func question(_ name: String, _ type: UInt16) -> [UInt8] {
        [0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0] + DNSName.bytes(name) + type.networkBytes + [0, 1]
    }

    private static func answer(_ type: UInt16, _ records: [NameRecord]) throws -> [UInt8] {
        let query = try #require(DNSQuery(question("x.test", type)))
        var reply = DNSReply(to: query)
        reply.answers = records.map { (nil, $0) }
        return reply.bytes
    }

    private static let servers: [NameRecord] = [
        .service(priority: 1, weight: 2, port: 5222, target: "a.test"),
        .service(priority: 3, weight: 4, port: 5223, target: "."),
    ]

    @Test("a question is read as it was asked, and what is none is not")
    func questions() throws {
        let query = try #require(DNSQuery(Self.question("_xmpp-client._tcp.X.Test", 33)))
        #expect(query.number == 0x1234)
        #expect(query.question == .service("_xmpp-client._tcp.x.test"))
        let whole = Self.question("x.test", 1)
        for count in 0..<whole.count { #expect(DNSQuery(Array(whole.prefix(count))) == nil) }
        #expect(DNSQuery(Array(repeating: 0xFF, count: 40)) == nil)
    }

    @Test("servers and addresses are read in their order")
    func whole() throws {
        let services = try NameRecords.services(Self.answer(33, Self.servers)).get()
        #expect(
            services == [
                SRVRecord(priority: 1, weight: 2, port: 5222, target: "a.test"),
                SRVRecord(priority: 3, weight: 4, port: 5223, target: ""),
            ])
        #expect(services.map(\.isRefusal) == [false, true])
        let four = try Self.answer(1, [.address4([192, 0, 2, 1]), .address4([192, 0, 2, 2])])
        #expect(
            try NameRecords.addresses(four, .address4).get()
                == [.version4([192, 0, 2, 1]), .version4([192, 0, 2, 2])])
        let six = try Self.answer(28, [.loopback6])
        #expect(
            try NameRecords.addresses(six, .address6).get()
                == [.version6(Array(repeating: 0, count: 15) + [1])])
        #expect(NameRecords.addresses(six, .address4) == .failure(.noSuchRecord))
        #expect(NameRecords.services(four) == .failure(.noSuchRecord))
    }

    @Test("no more than 8 addresses of a family and 64 servers are taken")
    func bounds() throws {
        let addresses = (0..<200).map { NameRecord.address4([192, 0, 2, UInt8($0)]) }
        #expect(try NameRecords.addresses(Self.answer(1, addresses), .address4).get().count == 8)
        let servers = (0..<500).map { number in
            NameRecord.service(priority: 0, weight: 0, port: UInt16(number + 1), target: "s\(number).test")
        }
        #expect(try NameRecords.services(Self.answer(33, servers)).get().count == 64)
    }

    @Test("an answer that is cut anywhere says nothing that was not in it")
    func cut() throws {
        let whole = try Self.answer(33, Self.servers)
        for count in 0..<whole.count {
            if case .success(let records) = NameRecords.services(Array(whole.prefix(count))) {
                #expect(records.count < 2)
            }
        }
    }

    @Test("spoiled bytes do no harm", arguments: 0..<50)
    func spoiled(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let answers = try [
            Self.answer(33, Self.servers), Self.answer(1, [.loopback4, .alias("y.test")]),
            Self.answer(28, [.loopback6]),
        ]
        for _ in 0..<100 {
            for var bytes in answers {
                for _ in 0..<Int.random(in: 1...6, using: &random) {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
                        in: 0...255, using: &random)
                }
                _ = NameRecords.services(bytes)
                for question in [NameQuestion.address4, .address6] {
                    if case .success(let found) = NameRecords.addresses(bytes, question) {
                        #expect(found.count <= NameRecords.addressLimit)
                    }
                }
                _ = DNSQuery(bytes)
            }
        }
    }

    @Test("the file of hosts is read without asking anybody")
    @MainActor
    func hostsFile() throws {
        let resolver = try Resolver(.at([HostPort(host: "127.0.0.1", port: 9)]))
        #expect(resolver.addressesInFile(of: "localhost").contains(.version4([127, 0, 0, 1])))
        #expect(resolver.addressesInFile(of: "no-such-name.porchlight.test").isEmpty)
    }
}
