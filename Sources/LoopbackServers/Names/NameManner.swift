/// How a loopback name server treats a question.
public enum NameManner: Hashable, Sendable {
    /// Answers what it knows.
    case answers
    /// Says that there is no such name.
    case noSuchName
    /// Says that it cannot answer (SERVFAIL).
    case fails
    /// Says that it does not want to answer (REFUSED).
    case refuses
    /// Says nothing.
    case silent
    /// Says over UDP that the answer is too long, and the whole of it over TCP.
    case truncates
    /// Says over UDP that the answer is too long, and nothing over TCP.
    case hangsOverTCP
    /// Says something that is no answer at all.
    case garbage
    /// Repeats number and question, and then says something that is no answer.
    case damaged
    /// Answers, but with the number of another question: somebody guesses at one.
    case otherNumber
    /// Says that the name is another one's, and the other one this one's.
    case aliasLoop
    /// Answers after this time.
    case late(Duration)
    /// Names so many servers, as far as a message can hold them, besides what it knows.
    case floods(Int)
}
