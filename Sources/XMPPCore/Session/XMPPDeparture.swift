/// Whether a session is wanted for its own sake.
enum XMPPDeparture {
    /// It is.
    case unwanted
    /// The server holds it from before, and it is entered only to be left.
    case wanted
}
