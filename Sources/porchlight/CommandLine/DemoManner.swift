import ArgumentParser

/// How a demo's server behaves at sign-out.
enum DemoManner: String, CaseIterable, Sendable {
    /// Answers at once.
    case prompt
    /// Answers after 4 seconds.
    case slow
    /// Does not answer and keeps the connection.
    case never
    /// Ends the connection without answering.
    case close
    /// Breaks the connection.
    case reset
    /// Stops reading.
    case deaf
}

/// One or more manners, written with commas between them.
struct Manners: Equatable, Sendable {
    /// At least one.
    let list: [DemoManner]

    /// These manners.
    init(_ list: [DemoManner]) {
        self.list = list
    }
}

extension Manners: ExpressibleByArgument {
    /// Reads `prompt` or `prompt,slow,never`; nil when one of them is no manner.
    init?(argument: String) {
        let words = argument.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        let list = words.map { DemoManner(rawValue: String(decoding: $0, as: UTF8.self)) }
        guard list.allSatisfy({ $0 != nil }) else { return nil }
        self.init(list.compactMap { $0 })
    }

    /// As it is written.
    var defaultValueDescription: String { list.map(\.rawValue).joined(separator: ",") }

    /// The words there are.
    static var allValueStrings: [String] { DemoManner.allCases.map(\.rawValue) }
}
