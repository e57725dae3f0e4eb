/// A contact list and a flood of presences of its contacts, as the bytes that a server sends.
///
/// The same numbers give the same bytes. Addresses are longer than 15 bytes, which is what a Swift string holds
/// without memory of its own.
struct Workload {
    /// The bare addresses of the contacts.
    let addresses: [String]
    /// One `<item/>` for each contact, in groups of a hundred.
    let roster: String
    /// The flood, each presence with show, status and priority.
    let presences: [UInt8]
    /// How many presences are in the flood.
    let count: Int

    /// A list of `contacts` and a flood of `count` presences, from a contact each drawn at random.
    init(contacts: Int, presences count: Int) {
        addresses = (0..<contacts).map { "somebody.number\($0)@chat.example.org" }
        roster = addresses.enumerated()
            .map { place, address in
                "<item jid='\(address)' name='Somebody \(place)' subscription='both'>"
                    + "<group>Group \(place / 100)</group></item>"
            }
            .joined()
        self.count = count
        var random = SplitMix64(state: 1)
        var flood: [UInt8] = []
        flood.reserveCapacity(count * 180)
        for number in 0..<count {
            let address = addresses[Int.random(in: 0..<contacts, using: &random)]
            let show = Self.shows[Int.random(in: 0..<Self.shows.count, using: &random)]
            flood += "<presence from='\(address)/phone' to='alice@chat.example.org/porch'>".utf8
            flood += show.utf8
            flood += "<status>in the garden \(number % 1000)</status><priority>5</priority></presence>\n".utf8
        }
        presences = flood
    }

    private static let shows = [
        "", "<show>away</show>", "<show>dnd</show>", "<show>xa</show>", "<show>chat</show>",
    ]
}

/// The same random numbers in every run.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
