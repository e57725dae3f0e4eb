/// The nicks that are watched, numbered by their place, and what is known of each.
struct WatchedNicks: Sendable {
    /// How a nick's coming and going is learned.
    enum Means: Hashable, Sendable {
        /// Not at all: it is no nick that can be asked for.
        case none
        /// The server tells (IRCv3 monitor).
        case monitor
        /// By asking again and again.
        case poll
    }

    struct Contact: Sendable {
        let nick: [UInt8]
        var presence = IRCPresence()
        var means = Means.none
        /// User and host as USERHOST had them: another one with the same nick may be another person.
        var seat: [UInt8]?
    }

    let mapping: CaseMapping
    private(set) var all: [Contact] = []
    private var numbers: [[UInt8]: Int32] = [:]

    /// The nicks in the order given, each once.
    init(_ nicks: [String] = [], mapping: CaseMapping = .rfc1459) {
        self.mapping = mapping
        for nick in nicks {
            let bytes = Array(nick.utf8)
            let key = mapping.folded(bytes)
            guard numbers[key] == nil, let number = Int32(exactly: all.count) else { continue }
            numbers[key] = number
            all.append(Contact(nick: bytes))
        }
    }

    /// The number of a watched nick; nil for any other.
    func number(of nick: some Collection<UInt8>) -> Int32? {
        numbers[mapping.folded(nick)]
    }

    subscript(number: Int32) -> Contact? {
        get { all.indices.contains(Int(number)) ? all[Int(number)] : nil }
        set {
            guard let newValue, all.indices.contains(Int(number)) else { return }
            all[Int(number)] = newValue
        }
    }

    /// The numbers of the contacts that are so, in order.
    func numbers(where isSo: (Contact) -> Bool) -> [Int32] {
        all.indices.filter { isSo(all[$0]) }.map { Int32(truncatingIfNeeded: $0) }
    }

    /// Decides how each nick is watched.
    ///
    /// - Parameter limit: how many the server watches for us.
    mutating func assignMeans(monitorLimit limit: Int) {
        var left = limit
        for place in all.indices where Self.canBeAskedFor(all[place].nick) {
            all[place].means = left > 0 ? .monitor : .poll
            left = max(0, left - 1)
        }
    }

    /// A nick with one of these characters would be read as several, or as a mask.
    private static func canBeAskedFor(_ nick: [UInt8]) -> Bool {
        OutgoingLine.isWord(nick) && nick.count <= 100 && !nick.contains { ",*?!@".utf8.contains($0) }
    }

    /// `numbers` in groups whose nicks, with one byte between them, have at most `limit` bytes.
    func groups(of numbers: [Int32], bytes limit: Int, count: Int = .max) -> [[Int32]] {
        var groups: [[Int32]] = []
        var room = 0
        for number in numbers {
            let length = (self[number]?.nick.count ?? 0) + 1
            if let last = groups.last, last.count < count, length <= room {
                groups[groups.count - 1].append(number)
            } else {
                groups.append([number])
                room = limit
            }
            room -= length
        }
        return groups
    }

    func nicks(_ numbers: [Int32]) -> [[UInt8]] {
        numbers.compactMap { self[$0]?.nick }
    }
}
