public import Messenger

/// The whole interface as a value: what is shown, and what has the keyboard.
///
/// The shell feeds every key, every event and the clock into ``update(_:at:)``, does what that returns, and
/// shows what ``draw()`` makes of it.
public struct Model {
    /// What has the keyboard.
    enum Focus: Hashable {
        case list
        /// What is known of the selected contact, and what can be done; alone, on a narrow terminal.
        case details(DetailsState)
        case filter
        /// The help, scrolled down by so many lines.
        case help(top: Int)
        case journal(JournalState)
        /// The state of every service, scrolled down by so many lines.
        case services(top: Int)
        case form(FormState)
        case picker(PickerState)
        /// Whether the account that was entered is to be kept.
        case keepQuestion
        case palette(PaletteState)
        case contactForm(ContactForm)
        /// Whether something is to be done to a contact.
        case question(ContactQuestion)
        /// What whoever asks to see one is to be told.
        case answering(Asking)
        /// The blocked addresses, one of them chosen.
        case blocked(place: Int)
        /// Whether a service's fault is to be allowed.
        case consent(ConsentState)
    }

    /// Something to be read in the status line's place until something else is more important.
    enum Notice: Hashable {
        case none
        /// A sign-out with nobody signed in. It stays until the next sign-in.
        case notSignedIn
        /// Something that a person should read. It goes with the next key.
        case told(DisplayText)
        /// Something that was done as wished. It goes with the next key.
        case done(DisplayText)
    }

    enum Quitting: Hashable {
        case no
        /// Sign-outs are waited for no longer than that.
        case waiting(bound: Duration)
    }

    var state: MessengerState
    var signOut: SignOutProgress
    var preferences: Preferences
    var clock: ClockReading
    var focus: Focus
    var filter: TextField?
    /// What was last entered for an account that is not configured, without its password.
    var entered: FormState?
    /// The accounts whose passwords are asked for when the form that is open is done with, the next first.
    var passwordsNeeded: [ServiceID] = []
    var notice = Notice.none
    var quitting = Quitting.no
    var list: ContactList
    var heldSignOut = HeldKey()
    var heldQuit = HeldKey()
    var heldRefuse = HeldKey()
    var rows: Int
    var columns: Int
    /// Whether the last drawing says how long ago something was.
    var showsAges = false
    /// The contact that is to be merged with another.
    var marked: Marked?
    /// What contacts were called when something was asked about them, until that is answered.
    var askedAbout: [ContactID: DisplayText] = [:]
    /// When contacts were there last, as far as that was asked.
    var lastActivity: [ContactID: ActivityQuestion] = [:]
    var blocked: BlockedAddresses
    var idleness: Idleness
    var people: People
    let keymap: Keymap
    let glyphs: Glyphs
    let automaticIdle: AutomaticIdle?

    /// The interface of a messenger, showing its contact list; without any account, the sign-in form.
    ///
    /// - Parameters:
    ///   - people: Which addresses are one person, as it was kept.
    ///   - idle: When one is shown as idle by oneself; nil for never.
    public init(
        state: MessengerState, clock: ClockReading, rows: Int, columns: Int, keymap: Keymap = .standard,
        glyphs: Glyphs = .unicode, preferences: Preferences = Preferences(), people: People = People(),
        idle: AutomaticIdle? = nil
    ) {
        self.state = state
        signOut = SignOutProgress(state)
        list = ContactList(state)
        self.preferences = preferences
        self.clock = clock
        self.rows = min(rows, Grid.maximumSide)
        self.columns = min(columns, Grid.maximumSide)
        self.keymap = keymap
        self.glyphs = glyphs
        self.people = people
        blocked = BlockedAddresses(state)
        idleness = .active(since: clock.moment)
        automaticIdle = idle
        focus = state.services.isEmpty ? .form(FormState()) : .list
    }

    /// The service's name for a person; its address where the name cannot be seen.
    func name(of service: ServiceID) -> DisplayText {
        guard let description = state[service]?.description else { return "?" }
        let name = DisplayText(description.name)
        return name.isEmpty ? DisplayText(description.address) : name
    }

    /// What is typed in the filter, in lower case.
    var needle: [UInt8] { Array((filter?.text ?? "").lowercased().utf8) }

    mutating func refreshList() { list.refresh(state, people, preferences, needle: needle) }
}
