import Testing

@testable import Transport

/// The order of servers, with the random numbers given.
struct SRVOrderTests {
    /// A record told in a line: priority, weight, target, and whether TLS comes first.
    struct Row: Sendable {
        let priority: UInt16
        let weight: UInt16
        let target: String
        let tls: ServicePlace.TLS

        init(_ priority: UInt16, _ weight: UInt16, _ target: String, _ tls: ServicePlace.TLS = .startTLS) {
            self.priority = priority
            self.weight = weight
            self.target = target
            self.tls = tls
        }

        var entry: SRVOrder.Entry {
            SRVOrder.Entry(
                record: SRVRecord(priority: priority, weight: weight, port: 5222, target: target), tls: tls)
        }
    }

    /// Gives the numbers in turn, and notes what was asked for.
    private final class Dice {
        private var numbers: [Int]
        private(set) var highest: [Int] = []

        init(_ numbers: [Int]) {
            self.numbers = numbers
        }

        func roll(_ limit: Int) -> Int {
            highest.append(limit)
            return numbers.isEmpty ? 0 : min(numbers.removeFirst(), limit)
        }
    }

    private static let threeWeights = [Row(1, 10, "a"), Row(1, 60, "b"), Row(1, 30, "c")]

    @Test(
        "is by priority, direct TLS first at the same, then drawn by weight",
        arguments: [
            ([], [], []),
            ([Row(5, 0, "only")], [], ["only"]),
            ([Row(20, 0, "late"), Row(10, 0, "early")], [], ["early", "late"]),
            ([Row(65_535, 0, "last"), Row(0, 0, "first")], [], ["first", "last"]),
            // The weights are 10, 60 and 30: a number up to 10 draws a, up to 70 b, up to 100 c.
            (threeWeights, [0], ["a", "b", "c"]), (threeWeights, [10], ["a", "b", "c"]),
            (threeWeights, [11], ["b", "a", "c"]), (threeWeights, [70], ["b", "a", "c"]),
            (threeWeights, [71], ["c", "a", "b"]), (threeWeights, [100, 70], ["c", "b", "a"]),
            // Without weight it is drawn by a 0 alone, wherever it stands in the answer.
            ([Row(1, 5, "heavy"), Row(1, 0, "none")], [0], ["none", "heavy"]),
            ([Row(1, 5, "heavy"), Row(1, 0, "none")], [1], ["heavy", "none"]),
            ([Row(1, 0, "x"), Row(1, 0, "y")], [0], ["x", "y"]),
            // XEP-0368: both kinds are one list.
            ([Row(1, 9, "plain"), Row(1, 1, "tls", .direct)], [], ["tls", "plain"]),
            ([Row(1, 9, "plain"), Row(2, 1, "tls", .direct)], [], ["plain", "tls"]),
            ([Row(2, 9, "plain"), Row(1, 1, "tls", .direct)], [], ["tls", "plain"]),
            (
                [Row(1, 1, "p1"), Row(1, 3, "t1", .direct), Row(1, 1, "t2", .direct), Row(0, 1, "p0")], [4],
                ["p0", "t2", "t1", "p1"]
            ),
        ] as [([Row], [Int], [String])])
    func order(rows: [Row], numbers: [Int], expected: [String]) {
        let dice = Dice(numbers)
        let ordered = SRVOrder.ordered(rows.map(\.entry), roll: dice.roll)
        #expect(ordered.map(\.record.target) == expected)
    }

    @Test("a number is drawn up to the sum of the weights that are left, and none for the last")
    func sums() {
        let dice = Dice([100, 70])
        _ = SRVOrder.ordered(Self.threeWeights.map(\.entry), roll: dice.roll)
        #expect(dice.highest == [100, 70])
    }

    @Test("over many draws each server comes first as often as its weight says")
    func shares() {
        var random = SystemRandomNumberGenerator()
        var first = ["a": 0, "b": 0, "c": 0]
        for _ in 0..<4000 {
            let ordered = SRVOrder.ordered(Self.threeWeights.map(\.entry)) {
                Int.random(in: 0...$0, using: &random)
            }
            first[ordered[0].record.target, default: 0] += 1
        }
        // Some 400, 2400 and 1200; more than 8 standard deviations away is an error.
        #expect((250...580).contains(first["a"] ?? 0))
        #expect((2100...2700).contains(first["b"] ?? 0))
        #expect((950...1450).contains(first["c"] ?? 0))
    }

    @Test(
        "a record whose target is no host's name, or whose port is 0, is no place",
        arguments: [
            ("xmpp.example.org", 5222, "xmpp.example.org"), ("XMPP.Example.ORG.", 5222, "xmpp.example.org"),
            ("xmpp.example.org", 0, nil), ("", 5222, nil), (".", 5222, nil), ("a b.example", 5222, nil),
            ("a\\032b.example", 5222, nil), ("..", 5222, nil), ("\u{1B}[2J.example", 5222, nil),
            (String(repeating: "a", count: 64) + ".example", 5222, nil),
        ] as [(String, UInt16, String?)])
    func places(target: String, port: UInt16, host: String?) {
        let record = SRVRecord(priority: 0, weight: 0, port: port, target: target)
        #expect(record.place == host.map { HostPort(host: $0, port: port) })
    }
}
