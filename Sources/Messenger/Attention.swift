/// Whether somebody may be looking at the screen: a server may hold back what nobody sees (XEP-0352).
public enum Attention: Hashable, Sendable {
    /// The screen is shown.
    case looking
    /// The program is suspended, or its screen hidden.
    case elsewhere
}
