/// The numerics that mean something to us (RFC 2812 section 5, IRCv3).
enum IRCReply: Int {
    case welcome = 1
    case support = 5
    case away = 301
    case userHost = 302
    case isOn = 303
    case unaway = 305
    case nowAway = 306
    case whoIsRegisteredNick = 307
    case whoIsUser = 311
    case endOfWhoIs = 318
    case whoIsAccount = 330
    case endOfMOTD = 376
    case tryAgain = 263
    case noSuchNick = 401
    case noSuchServer = 402
    case unknownCapabilityCommand = 410
    case unknownCommand = 421
    case noMOTD = 422
    case notRegistered = 451
    case monitorOnline = 730
    case monitorOffline = 731
    case monitorListFull = 734
    case proofSucceeded = 903
    case mechanisms = 908
}
