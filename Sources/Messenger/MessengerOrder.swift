/// What ``MessengerCore`` orders its shell to do.
public enum MessengerOrder: Hashable, Sendable {
    /// Put the event on the bus.
    case post(MessengerEvent)
    /// Hand the order to the service.
    case order(ServiceID, ServiceOrder)
    /// Tell the core when that moment has come. Replaces an earlier moment of the same timer.
    case arm(MessengerTimer, at: Moment)
    /// The timer is not wanted any more.
    case disarm(MessengerTimer)
    /// Let every waiting call of `signOut()` return; with nil, as a success.
    case finishSignOutCalls(SignOutError?)
}

/// The moments that ``MessengerCore`` waits for.
public enum MessengerTimer: Hashable, Sendable {
    /// A sign-out is not waited for longer than this.
    case signOutLimit
    /// A service signs in again by itself.
    case retry(ServiceID)
}

/// Why `signOut()` was no success. The services that could be signed out are, all the same.
public enum SignOutError: Error, Hashable, Sendable {
    /// The primary service was not signed in (the seed's `MSGR_E_NOT_LOGGED_ON`). Nil when there is no
    /// service at all. Nothing for the caller to do; any other service is being signed out.
    case notSignedIn(primary: ServiceID?)
    /// The command could not be sent to these services, and why (the seed's `E_FAIL`). They have ended; their
    /// contacts may see one until their servers notice. The other services go on signing out.
    case couldNotSend([ServiceID: String])
}
