/// What a cell's look means. The terminal maps it to attributes and, where allowed, to colours; the
/// meaning is always in the text too.
public enum Style: UInt8, Hashable, Sendable, CaseIterable {
    /// Ordinary text.
    case plain
    /// Of less weight: rules, addresses, hints.
    case dim
    /// The program's name, headings, group names.
    case title
    /// The selected row or choice (reverse where there is no colour).
    case selected
    /// The selected row while something else has the keyboard.
    case selectedInactive
    /// Somebody available.
    case available
    /// Somebody away, idle, on the phone or out.
    case away
    /// Somebody busy.
    case busy
    /// Somebody offline or unknown.
    case offline
    /// A passing state that a person waits for, such as Disconnecting.
    case pending
    /// Something confirmed.
    case success
    /// Something that did not go as wished.
    case warning
    /// Something that failed.
    case error
    /// A key in a hint.
    case key
    /// A text field that is not being edited.
    case field
    /// The text field that is being edited.
    case focusedField
}
