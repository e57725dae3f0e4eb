import CExpat

/// Reads one XMPP stream (RFC 6120 section 4): bytes in, stanzas out.
///
/// A new stream (after TLS, after SASL) needs a new reader; nothing of the old one may live on. The reader is
/// strict: UTF-8 only, none of the XML that section 11.1 forbids, and every size has a limit.
public final class XMLStream {
    /// Whether the consumer of an item wants more of the bytes at hand.
    public enum Appetite: Sendable {
        /// Go on.
        case more
        /// Read nothing further of this stream.
        case enough
    }

    /// How a call of ``parse(_:deliver:)`` ended.
    public enum Outcome: Hashable, Sendable {
        /// All bytes are read; the stream goes on.
        case readAll
        /// The consumer had enough; so many bytes of this call stand behind the item that it got last.
        case stopped(unread: Int)
        /// The stream is closed. What follows its closing tag is no part of it.
        case closed
        /// The bytes are no XMPP stream. Nothing more will be read.
        case failed(XMLStreamError)
    }

    /// In which shape presence, messages and the roster's items are handed over.
    public enum Shape: Sendable {
        /// Presence and items each as an item of its own, read without a tree, messages without their content: for a
        /// client, which gets many.
        case bulk
        /// As elements like all others, whole: what a server needs.
        case trees
    }

    let limits = XMLStreamLimits()
    let shape: Shape
    private(set) var parser: XML_Parser?

    // The parser makes one call at a time and no call comes from within another, so that the run-time check of
    // overlapping accesses, a tenth of the time that presence takes, is left out for what the callbacks use.

    /// Where reading stands between two callbacks.
    enum Place {
        case betweenStanzas, inTree, inPresence, inRosterItem, inBlockedItem, inMessage, inEvent
        /// In the rest of an `<iq/>` in which somebody sent too much: nothing of it is kept.
        case inExcess
    }
    @exclusivity(unchecked) var place = Place.betweenStanzas
    /// Open elements, the stream's own included.
    @exclusivity(unchecked) var depth = 0
    /// Namespaces declared at this place.
    @exclusivity(unchecked) var namespaceCount = 0
    /// The default namespace at the opening tag.
    var contentNamespace = ""
    /// The byte up to which everything belongs to finished stanzas, items and white space.
    @exclusivity(unchecked) var boundary = 0
    /// Whether the stanza at hand is a roster's result, which is limited item by item.
    @exclusivity(unchecked) var isRosterResult = false
    @exclusivity(unchecked) var isInRosterQuery = false
    /// Whether the stanza at hand is a block list, likewise.
    @exclusivity(unchecked) var isBlockList = false
    var listItemCount = 0
    var listSize = 0
    var blockedAddress = ""

    @exclusivity(unchecked) var builder = ElementBuilder()
    @exclusivity(unchecked) var presence = PresenceReader()
    @exclusivity(unchecked) var rosterItem = RosterItemReader()
    @exclusivity(unchecked) var vocabulary = Vocabulary()

    /// What the opening tag declared: what a new parser has to know.
    var root = StreamRoot()
    /// The byte of the stream at which the parser at hand began to count.
    @exclusivity(unchecked) private var origin = 0
    /// Whether the parser has seen so many names that another one is to go on.
    @exclusivity(unchecked) private var isWornOut = false
    /// Bytes of all calls so far.
    private var fed = 0
    /// Set from inside a callback: no further callback does anything.
    @exclusivity(unchecked) private(set) var verdict: Outcome?
    @exclusivity(unchecked) private var deliver: ((StreamItem) -> Appetite)?

    /// A reader at the beginning of a stream.
    public init(_ shape: Shape = .bulk) {
        self.shape = shape
        parser = XML_ParserCreateNS("UTF-8", XML_Char(bitPattern: ExpatName.separator))
        if let parser {
            porchlight_deliver_tokens_at_once(parser)
            XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
            Self.setHandlers(parser)
        }
    }

    deinit {
        if let parser { XML_ParserFree(parser) }
    }

    /// Reads the next bytes and hands over, in order, what they complete.
    ///
    /// `deliver` must not call this reader. After an outcome other than ``Outcome/readAll`` every further call
    /// returns that outcome and reads nothing.
    public func parse(_ bytes: UnsafeRawBufferPointer, deliver: (StreamItem) -> Appetite) -> Outcome {
        if let verdict { return verdict }
        return withoutActuallyEscaping(deliver) { deliver in
            self.deliver = deliver
            defer { self.deliver = nil }
            return feed(bytes)
        }
    }

    /// Bytes given to the parser at a time: with less than this many bytes more than a limit the parser may hold.
    private static let portion = 16 * 1024

    private func feed(_ bytes: UnsafeRawBufferPointer) -> Outcome {
        // RFC 6120 section 11.6: no byte order mark. The parser would skip it.
        if fed == 0, bytes.first == 0xEF {
            return end(.failed(.notWellFormed("bytes before the first tag")))
        }
        let beforeCall = fed
        var offset = 0
        while offset < bytes.count {
            let portion = UnsafeRawBufferPointer(
                rebasing: bytes[offset..<min(offset + Self.portion, bytes.count)])
            offset += portion.count
            fed += portion.count
            guard let parser else { return end(.failed(.notWellFormed("out of memory"))) }
            let status = XML_Parse(
                parser, portion.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(portion.count), 0)
            if let verdict { return finish(verdict, callEnd: beforeCall + bytes.count) }
            if isWornOut {
                fed = boundary
                offset = boundary - beforeCall
                guard renewParser() else { return end(.failed(.tooLarge(.vocabulary))) }
            } else if status != XML_STATUS_OK {
                return end(.failed(parserError(parser)))
            }
            if fed - boundary > limits.stanza {
                portionExceeded()
                if let verdict { return verdict }
            }
        }
        return .readAll
    }

    /// A stop carries the place where it happened; what the consumer needs is what stands behind it.
    private func finish(_ verdict: Outcome, callEnd: Int) -> Outcome {
        switch verdict {
        case .stopped: end(.stopped(unread: max(callEnd - boundary, 0)))
        case .readAll, .closed, .failed: verdict
        }
    }

    private func end(_ outcome: Outcome) -> Outcome {
        verdict = outcome
        return outcome
    }

    private func parserError(_ parser: XML_Parser) -> XMLStreamError {
        let code = XML_GetErrorCode(parser)
        switch code {
        case XML_ERROR_UNDEFINED_ENTITY: return .restricted(.entityReference)
        case XML_ERROR_UNKNOWN_ENCODING, XML_ERROR_INCORRECT_ENCODING:
            return .unsupportedDeclaration("another encoding")
        default: return .notWellFormed(XML_ErrorString(code).map { String(cString: $0) } ?? "not well-formed")
        }
    }

    // MARK: From inside a callback

    /// Hands an item over. `end` is the byte behind it.
    func hand(_ item: StreamItem) {
        guard verdict == nil, let deliver else { return }
        switch deliver(item) {
        case .more: break
        case .enough: stop(.stopped(unread: 0))
        }
    }

    func fail(_ error: XMLStreamError) {
        stop(.failed(error))
    }

    func stop(_ outcome: Outcome) {
        guard verdict == nil, let parser else { return }
        verdict = outcome
        XML_StopParser(parser, XML_Bool(XML_FALSE))
    }

    /// More bytes than a stanza may have are read, and it has not ended. What is not kept does not count, but for a tag
    /// that has not ended: the parser holds it whole.
    private func portionExceeded() {
        leaveOutExcess()
        guard isReadingForeign, let parser, fed - boundary > limits.stanza else { return }
        if place != .betweenStanzas {
            boundary = max(boundary, origin + Int(XML_GetCurrentByteIndex(parser)))
        }
        if fed - boundary > limits.foreignTag { fail(.tooLarge(.stanza)) }
    }

    /// The byte behind the token of the callback.
    var tokenEnd: Int {
        guard let parser else { return 0 }
        return origin + Int(XML_GetCurrentByteIndex(parser)) + Int(XML_GetCurrentByteCount(parser))
    }

    /// The parser keeps every name of a stream for its life, and anybody may send us names without end: after too many,
    /// between two stanzas, a new parser goes on where this one stands.
    func renewIfWornOut() {
        guard verdict == nil, vocabulary.count > limits.vocabulary, let parser else { return }
        isWornOut = true
        XML_StopParser(parser, XML_Bool(XML_FALSE))
    }

    private func renewParser() -> Bool {
        guard let opening = root.opening,
            let fresh = XML_ParserCreateNS("UTF-8", XML_Char(bitPattern: ExpatName.separator))
        else { return false }
        XML_ParserFree(parser)
        parser = fresh
        porchlight_deliver_tokens_at_once(fresh)
        // The opening tag was handed over once; this one is for the parser alone.
        let status = opening.withUnsafeBytes {
            XML_Parse(fresh, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count), 0)
        }
        XML_SetUserData(fresh, Unmanaged.passUnretained(self).toOpaque())
        Self.setHandlers(fresh)
        origin = boundary - opening.count
        vocabulary = Vocabulary()
        isWornOut = false
        return status == XML_STATUS_OK
    }
}
