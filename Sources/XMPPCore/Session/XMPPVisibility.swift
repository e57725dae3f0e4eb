/// How we are seen, and whether the server tells us of others.
enum XMPPVisibility {
    /// Our presence is told.
    case shown
    /// No presence of ours is told, and so no others' to us.
    case absent
    /// The server is asked to hide us (XEP-0186); it has our presence, or has not.
    case hiding(Before)
    /// The server hides us, and tells us of others.
    case hidden

    /// How it was before the server was asked.
    enum Before {
        case shown
        case absent
    }

    /// Whether what the server tells of contacts holds.
    var hearsContacts: Bool {
        switch self {
        case .shown, .hiding, .hidden: true
        case .absent: false
        }
    }

    /// Whether a contact of whom nothing was told is not there.
    var knowsAbsence: Bool {
        switch self {
        case .shown, .hiding(.shown), .hidden: true
        case .absent, .hiding(.absent): false
        }
    }
}

/// Whether the server can hide us (XEP-0186).
enum XMPPHidingOffer {
    case unknown
    case asked
    case offered
    case notOffered
}
