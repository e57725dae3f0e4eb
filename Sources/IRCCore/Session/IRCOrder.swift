/// What is to be done, in this order, by whoever owns an ``IRCSession``.
public enum IRCOrder: Hashable, Sendable {
    /// Write the bytes. All writes keep their order.
    case write([UInt8])
    /// Make the connection a TLS connection, then say ``IRCSession/secured()``.
    case startTLS
    /// Begin an exchange with this mechanism; say ``IRCSession/saslProduced(_:)`` with its first message.
    case beginSASL(IRCMechanism)
    /// Give the exchange this challenge; say ``IRCSession/saslProduced(_:)`` with the answer.
    case stepSASL([UInt8])
    /// Let the exchange judge the server's success, which carries no data; say ``IRCSession/saslFinished()`` if it
    /// is satisfied.
    case finishSASL
    /// Give the server its time for this step from now on; say ``IRCSession/stepTimedOut()`` when it is over.
    case restartStepTimer(IRCStep)
    /// No step's time is running any more.
    case stopStepTimer
    /// Start this time, anew if it is running; say ``IRCSession/timerFired(_:)`` when it is over.
    case startTimer(IRCTimer)
    /// This time is not running any more.
    case stopTimer(IRCTimer)
    /// Tell.
    case report(IRCEvent)
    /// Close the connection once what was ordered to be written before is written, as far as it can be.
    case close
}
