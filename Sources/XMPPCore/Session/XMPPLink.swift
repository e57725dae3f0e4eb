/// Whether the server is known to be there.
enum XMPPLink {
    /// Not signed in: other times are running, or none.
    case unwatched
    /// It was heard, and the time of its silence runs.
    case listening
    /// It was pinged under this id, and the time of its answer runs.
    case checking(id: String, Sign)

    /// It was asked what it has taken (XEP-0198), and the time of its answer runs; any byte will do.
    case awaitingAcknowledgement

    /// What counts as a sign of life.
    enum Sign {
        /// Anything: it had only been silent.
        case anyByte
        /// The answer alone: other bytes may have lain here since before the link died.
        case answer
    }
}

/// Whether contacts' servers still tell how things stood before the sign-in.
enum XMPPBurst {
    /// A first presence may have been so for long (RFC 6121 section 4.3.2: the answer to a probe).
    case settling
    /// A session goes on after a cut: what comes now may have been so for as long as that took.
    case catchingUp
    /// A first presence is news: remote servers have given up reaching one another by now.
    case settled
}
