import ArgumentParser
import LoopbackServers

/// `porchlight demo`.
struct Demo: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Try the client against servers of its own; no account is needed.",
        discussion: """
            Starts a server for each service inside the program, reachable from this machine only, and signs in \
            to it: XMPP for the first, IRC for the second, and so on by turns. The contacts come, go and change \
            their status by themselves. It reads no configuration and keeps nothing.

            With --services 3 --manner prompt,slow,never one sees how each service answers in its own time.

            Manners: how a server behaves when you sign out.
              prompt  answers at once
              slow    answers after 4 seconds
              never   does not answer and keeps the connection
              close   ends the connection without answering
              reset   breaks the connection
              deaf    stops reading
            """)

    // Only to refuse it in our own words: it is the same option as the client's.
    @OptionGroup(visibility: .private) var file: FileOption

    @Option(
        name: .customLong("manner"),
        help: ArgumentHelp(
            "How the servers behave at sign-out: one manner for all, or one for each service.",
            valueName: "manner[,manner...]"))
    var manners = Manners([.slow(Manner.usualDelay)])

    // Unconditional, so that a negative number is told as out of range and not taken for an option.
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How many services to sign in to, 1 to 9.", valueName: "number"))
    var services = 1

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How many contacts each service has, 0 to 50000.", valueName: "number"))
    var contacts = 12

    func validate() throws {
        if file.path != nil { throw ValidationError("--config: the demo reads no configuration") }
        try refuse(services, outside: 1...9, option: "--services")
        try refuse(contacts, outside: 0...50_000, option: "--contacts")
        guard [1, services].contains(manners.list.count) else {
            let expected = services == 1 ? "one manner" : "one manner, or \(services): one for each service"
            throw ValidationError("--manner: found \(manners.list.count) manners, expected \(expected)")
        }
    }

    private func refuse(_ number: Int, outside range: ClosedRange<Int>, option: String) throws {
        guard !range.contains(number) else { return }
        throw ValidationError(
            "\(option): found \(number), expected a number from \(range.lowerBound) to \(range.upperBound)")
    }

    /// What was asked for, with one manner for each service.
    var plan: DemoPlan {
        let list = manners.list
        let all = list.count == services ? list : Array(repeating: list[0], count: services)
        return DemoPlan(manners: all, contacts: contacts)
    }
}

/// What a demo consists of.
struct DemoPlan: Equatable, Sendable {
    /// The manner of each service's server; as many as there are services.
    let manners: [Manner]
    /// How many contacts each service has.
    let contacts: Int

    /// What the service at this place speaks: XMPP and IRC by turns.
    func kind(at place: Int) -> ServiceKind { place.isMultiple(of: 2) ? .xmpp : .irc }
}
