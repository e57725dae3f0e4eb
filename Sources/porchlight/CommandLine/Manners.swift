import LoopbackServers

/// One or more manners of a demo's servers at sign-out, written with commas between them.
struct Manners: Equatable, Sendable {
    /// At least one.
    let list: [Manner]

    /// These manners.
    init(_ list: [Manner]) {
        self.list = list
    }

    /// Reads `prompt` or `prompt,slow,never`; nil when one of them is no manner.
    init?(argument: String) {
        let words = argument.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        let list = words.map { Manner(name: String(decoding: $0, as: UTF8.self)) }
        guard list.allSatisfy({ $0 != nil }) else { return nil }
        self.init(list.compactMap { $0 })
    }

    /// What can be written.
    static var expectation: String {
        Manner.all.map(\.name).joined(separator: ", ") + ", with commas between"
    }
}
