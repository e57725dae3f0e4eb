import Glibc
import XMPPCore

/// What the pieces of the way from the wire to the screen cost, as ratios to a floor measured in the same run: expat
/// alone and a hash table over the same bytes.
///
///     swift run -c release Benchmarks [CONTACTS ...]
@main
@MainActor
struct Benchmarks {
    /// How many presences make a flood.
    static let presences = 100_000
    /// How many events come between two drains, and between two frames.
    static let burst = 1000

    static func main() {
        let sizes = CommandLine.arguments.dropFirst().compactMap { Int($0) }.filter { $0 > 0 }
        print(
            "Processor time for 1000 presences of a flood of \(presences), median of 5; the floor is expat and"
        )
        print(
            "a hash table over the same bytes. Allocations for one presence. A frame is \(burst) events, 80x24."
        )
        print("")
        print(row(["contacts", "", "ms/1000", "x floor", "allocations"]))
        for size in sizes.isEmpty ? [1000, 10_000, 50_000] : sizes { run(size) }
    }

    private static func run(_ size: Int) {
        let workload = Workload(contacts: size, presences: presences)
        let floor = Floor(workload)
        var isRead = true
        let base = Cost.median { isRead = floor.read(workload) && isRead }
        guard isRead, let address = JID("alice@chat.example.org") else { return fail("the floor") }
        var session = SignedInSession(workload, address: address)
        guard session.isSignedIn else { return fail("the sign-in") }
        report(size, "floor", base, base)
        var told = 0
        report(size, "bytes to presence", Cost.median { told += session.receive(workload.presences) }, base)
        guard told == 5 * presences else { return fail("\(told) presences were told") }
        var interface = Interface(workload)
        report(size, "through the bus", Cost.median { interface.post(burst: burst) }, base)
        report(size, "list update", Cost.median { interface.update(burst: burst) }, base)
        let frames = presences / burst
        report(size, "update and draw", Cost.median { interface.draw(frames: frames, burst: burst) }, base)
    }

    private static func report(_ size: Int, _ name: String, _ cost: Cost, _ floor: Cost) {
        print(
            row([
                "\(size)", name, decimals(cost.milliseconds(perThousandOf: presences), 2),
                decimals(Double(cost.nanoseconds) / Double(floor.nanoseconds), 2),
                decimals(cost.allocations(perOneOf: presences), 1),
            ]))
    }

    private static func row(_ cells: [String]) -> String {
        zip(cells, [8, 20, 9, 9, 12]).enumerated()
            .map { place, cell in
                let space = String(repeating: " ", count: max(0, cell.1 - cell.0.count))
                return place == 1 ? "  " + cell.0 + space : space + cell.0
            }
            .joined()
    }

    private static func decimals(_ number: Double, _ count: Int) -> String {
        var scale = 1.0
        for _ in 0..<count { scale *= 10 }
        let whole = Int((number * scale).rounded())
        let digits = String(whole)
        let padded = String(repeating: "0", count: max(0, count + 1 - digits.count)) + digits
        return padded.dropLast(count) + "." + padded.suffix(count)
    }

    private static func fail(_ what: String) {
        print("not as it should be: \(what)")
        exit(1)
    }
}
