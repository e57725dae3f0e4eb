/// How a server behaves when its client signs out.
public enum Manner: Hashable, Sendable {
    /// Answers the closing tag at once.
    case prompt
    /// Answers after this long.
    case slow(Duration)
    /// Reads on, and never answers.
    case never
    /// Ends the connection in order, without the closing tag.
    case close
    /// Breaks the connection with a reset.
    case reset
    /// Stops reading as soon as the client has signed in; looks like ``never`` unless the client has more to send
    /// than the system holds.
    case deaf

    /// How long ``slow(_:)`` takes when nothing else is said.
    public static let usualDelay = Duration.seconds(4)

    /// One of each, with the usual delay.
    public static let all: [Manner] = [.prompt, .slow(usualDelay), .never, .close, .reset, .deaf]

    /// The manner of that name; nil when there is none.
    public init?(name: String) {
        guard let manner = Self.all.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
            return nil
        }
        self = manner
    }

    /// The name by which a person chooses it.
    public var name: String {
        switch self {
        case .prompt: "prompt"
        case .slow: "slow"
        case .never: "never"
        case .close: "close"
        case .reset: "reset"
        case .deaf: "deaf"
        }
    }
}

extension Manner: CustomStringConvertible {
    /// The name.
    public var description: String { name }
}
