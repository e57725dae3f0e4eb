public import SASL

/// What is to be done, in this order, by whoever owns an ``XMPPSession``.
public enum XMPPOrder: Hashable, Sendable {
    /// Write the bytes. All writes keep their order.
    case write([UInt8])
    /// Make the connection a TLS connection, then say ``XMPPSession/secured(_:)``.
    case startTLS
    /// Begin an exchange so; say ``XMPPSession/saslProduced(_:)`` with its first message.
    case beginSASL(SASLChoice)
    /// Give the exchange this challenge; say ``XMPPSession/saslProduced(_:)`` with the answer.
    case stepSASL([UInt8])
    /// Let the exchange judge the server's success; say ``XMPPSession/saslFinished()`` if it is satisfied.
    case finishSASL([UInt8]?)
    /// Give the server its time for this step from now on; say ``XMPPSession/stepTimedOut()`` when it is over.
    case restartStepTimer(XMPPStep)
    /// No time of a step is running any more.
    case stopStepTimer
    /// Let this time run from now on; say ``XMPPSession/timerFired(_:)`` when it is over.
    case startTimer(XMPPTimer)
    /// This time is not running any more.
    case stopTimer(XMPPTimer)
    /// Tell.
    case report(XMPPEvent)
    /// Close the connection once what was ordered to be written before is written, as far as it can be.
    case close
}
