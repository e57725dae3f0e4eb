/// By what a server acknowledged a sign-out.
public struct SignOutAnswer: Hashable, Sendable {
    /// The kinds of answers.
    public enum Element: Hashable, Sendable, CaseIterable {
        /// XMPP's closing tag (RFC 6120 section 4.4).
        case closingTag
        /// IRC's ERROR.
        case error
        /// TLS ended in good order after IRC's QUIT.
        case closeNotify

        /// The answer as it stands on the wire.
        public var words: String {
            switch self {
            case .closingTag: "</stream:stream>"
            case .error: "ERROR"
            case .closeNotify: "TLS close_notify"
            }
        }
    }

    /// What the answer was.
    public let element: Element
    /// How many stanzas or lines came between the command and the answer: they were read, and changed nothing.
    public let passed: Int

    /// An answer.
    public init(_ element: Element, passed: Int = 0) {
        self.element = element
        self.passed = passed
    }
}
