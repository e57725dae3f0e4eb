public import Messenger

/// What can happen to the interface.
public enum Input: Hashable, Sendable {
    /// A key was pressed.
    case key(Key)
    /// The messenger told these, in this order.
    case events([MessengerEvent])
    /// Another messenger took the place of the former one, as after an account was entered.
    case stateReplaced(MessengerState)
    /// Time passed, as ``Model/nextTick`` asked for.
    case ticked
    /// The terminal has another size, in cells.
    case resized(rows: Int, columns: Int)
    /// A sign-out was asked for with nobody signed in.
    case signOutRefused
    /// What was entered in the form cannot be tried.
    case formRefused(reason: String)
    /// A password is needed for that account before it can sign in.
    case passwordNeeded(ServiceID)
    /// The program is quitting and waits no longer than `bound` for sign-outs.
    case quitBegan(bound: Duration)
    /// Something that a person should read, such as why the account could not be kept.
    case told(String)
    /// The journal as it is now, the newest line first: the answer to ``Command/showJournal``. Told again while
    /// the journal is open it takes the place of what is shown; otherwise it changes nothing.
    case journalRead([JournalLine])
}

/// What the interface asks the shell to do.
public enum Command: Hashable, Sendable {
    /// Sign in to these services, or with nil to all that are not; while disconnecting: remember or forget it.
    case signIn([ServiceID]?)
    /// Sign out of everything.
    case signOut
    /// Do not wait for the servers that have not answered.
    case stopWaiting
    /// Show this presence to others.
    case setPresence(OwnPresence)
    /// Try to sign in with what was entered.
    case submitForm(SignInForm)
    /// Keep, or do not keep, the account that was entered and has signed in.
    case keepAccount(Bool)
    /// Sign out, and quit when it has ended.
    case quit
    /// Quit without waiting.
    case quitNow
    /// Stop, to be continued by the shell.
    case suspend
    /// Draw everything anew.
    case redraw
    /// Read the journal, and answer with ``Input/journalRead(_:)``.
    case showJournal
    /// Keep these choices for the next run.
    case savePreferences(Preferences)
    /// Ask this of the service's contact list.
    case request(ServiceID, ContactRequest)
    /// Allow this from now on, as a person has said in so many words, and sign in to the service.
    case consent(ServiceID, Consent)
    /// Keep who is one person for the next run.
    case savePeople(People)
}
