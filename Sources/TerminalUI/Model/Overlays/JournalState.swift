/// The journal while it is open.
struct JournalState: Hashable {
    enum Content: Hashable {
        /// It was asked for and has not come.
        case awaited
        /// The newest first.
        case lines([JournalLine])
    }

    var content = Content.awaited
    /// By how many lines of the screen it is scrolled down.
    var top = 0
}
