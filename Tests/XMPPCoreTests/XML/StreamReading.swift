@testable import XMPPCore

/// Reads one stream and keeps what it gave.
final class StreamReading {
    private let stream = XMLStream()
    private(set) var items: [StreamItem] = []
    private(set) var outcome = XMLStream.Outcome.readAll

    static let opening =
        "<stream:stream xmlns:stream='http://etherx.jabber.org/streams' xmlns='jabber:client' version='1.0'>"

    func read(_ text: String) { read(Array(text.utf8)) }

    func read(_ bytes: [UInt8], stopAtElement: Bool = false) {
        outcome = bytes.withUnsafeBytes { bytes in
            stream.parse(bytes) { item in
                items.append(item)
                if stopAtElement, case .element = item { return .enough }
                return .more
            }
        }
    }

    /// The reading of a whole text in one read.
    static func whole(_ text: String) -> StreamReading {
        let reading = StreamReading()
        reading.read(text)
        return reading
    }

    /// The reading of `inner` behind an opening tag.
    static func inside(_ inner: String) -> StreamReading {
        whole(opening + inner)
    }

    var elements: [XMLElement] {
        items.compactMap { if case .element(let element) = $0 { element } else { nil } }
    }

    var presences: [PresenceStanza] {
        items.compactMap { if case .presence(let presence) = $0 { presence } else { nil } }
    }

    var rosterItems: [RosterItem] {
        items.compactMap { if case .rosterItem(let item) = $0 { item } else { nil } }
    }

    var blockedItems: [String] {
        items.compactMap { if case .blockedItem(let address) = $0 { address } else { nil } }
    }

    /// The names that the parser at hand keeps.
    var knownNames: Int { stream.vocabulary.count }

    var error: XMLStreamError? {
        if case .failed(let error) = outcome { error } else { nil }
    }
}
