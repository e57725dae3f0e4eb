public import Messenger
public import SASL
public import Transport

/// A protocol's session as a value, as a ``StreamShell`` drives it: one input in, orders out.
///
/// The protocol's own core knows neither connections nor messengers; a service's adapter translates between the two.
public protocol StreamCore: ~Copyable {
    /// Takes one input and returns what is to be done, in order.
    mutating func take(_ input: StreamInput) -> [StreamOrder]
}

/// What happens to a session.
public enum StreamInput {
    /// There is no password to prove, so that nothing was sent; the session is to be told as over.
    case passwordUnavailable(PasswordUnavailable)
    /// The connection is there, with this server.
    case connected(ServicePlace)
    /// TLS is on, with a verified certificate.
    case secured(SecuredChannel)
    /// Bytes came; valid during the call only.
    case received(UnsafeRawBufferPointer)
    /// The exchange made its next message.
    case saslProduced([UInt8])
    /// The exchange is satisfied with the server's success.
    case saslFinished
    /// The exchange ended in a failure.
    case saslFailed(SASLFailure)
    /// All that was ordered to be written so far is with the operating system.
    case writeFinished
    /// The connection is over.
    case ended(ConnectionEnd)
    /// The server did not do its part of a step within its time.
    case stepTimedOut
    /// A time that was started is over.
    case timerFired(StreamTimer)
    /// The connection may be dead without anybody having said so.
    case linkSuspected
    /// The person wishes to be seen so from now on.
    case presenceRequested(OwnPresence)
    /// The person asks something of the contact list; the answer is reported.
    case contactRequested(ContactRequest)
    /// Somebody looks at the screen again, or nobody can any more.
    case attentionChanged(Attention)
    /// The person signs out.
    case signOutRequested
}

/// What a session wants to be done.
public enum StreamOrder {
    /// Write the bytes. All writes keep their order.
    case write([UInt8])
    /// Make the connection a TLS connection.
    case startTLS(TLSClientSettings)
    /// Begin to prove the password so.
    case beginSASL(SASLChoice)
    /// Give the exchange this challenge.
    case stepSASL([UInt8])
    /// Let the exchange judge the server's success.
    case finishSASL([UInt8]?)
    /// Give the server its time for a step from now on.
    case restartStepTimer
    /// No step's time is running any more.
    case stopStepTimer
    /// Start this time, anew if it is running.
    case startTimer(StreamTimer, Duration)
    /// Say that this time is over once nothing has come from the server for so long, counted from the last byte. It is
    /// over once; bytes that come move it on at no cost.
    case watchSilence(StreamTimer, Duration)
    /// This time is not running any more.
    case stopTimer(StreamTimer)
    /// Tell the messenger.
    case report(ServiceEvent)
    /// Close the connection.
    case close
}

/// A time of a session; what it means is the core's.
public struct StreamTimer: Hashable, Sendable {
    /// Tells the core's times apart.
    public let number: Int

    /// The time of that number.
    public init(number: Int) {
        self.number = number
    }
}
