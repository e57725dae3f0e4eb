/// One line of IRC, taken apart (RFC 1459 section 2.3.1, IRCv3 message format). All parts are bytes as they came.
public struct IRCMessage: Hashable, Sendable {
    /// The tags.
    public let tags: IRCTags
    /// Who it comes from; nil when not told: the server at the other end.
    public let source: IRCSource?
    /// What it says.
    public let verb: IRCVerb
    /// The parameters.
    public let params: [[UInt8]]

    /// The message that `line`, without its end, is; nil when it is none.
    ///
    /// Parts may be separated by several spaces, as RFC 1459 has it and servers do; a tab is no space.
    public init?(_ line: [UInt8]) {
        var rest = line[...]
        if rest.first == ASCII.at {
            tags = IRCTags(Self.word(of: &rest).dropFirst())
        } else {
            tags = IRCTags()
        }
        if rest.first == ASCII.colon {
            source = IRCSource(Self.word(of: &rest).dropFirst())
        } else {
            source = nil
        }
        guard let verb = IRCVerb(Self.word(of: &rest)) else { return nil }
        self.verb = verb
        params = Self.params(of: &rest)
    }

    /// Takes the bytes up to the next space, and the spaces behind them.
    private static func word(of rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let word = rest.prefix { $0 != ASCII.space }
        rest = rest[word.endIndex...].drop { $0 == ASCII.space }
        return word
    }

    private static func params(of rest: inout ArraySlice<UInt8>) -> [[UInt8]] {
        var params: [[UInt8]] = []
        while let first = rest.first {
            if first == ASCII.colon {
                params.append(Array(rest.dropFirst()))
                break
            }
            params.append(Array(word(of: &rest)))
        }
        return params
    }

    /// A parameter; nil when there are not so many.
    func param(_ place: Int) -> [UInt8]? {
        params.indices.contains(place) ? params[place] : nil
    }

    /// The last parameter for a person to read; empty when there is none.
    var text: String { params.last.map { IRCText.readable($0) } ?? "" }
}
