import LoopbackServers

/// What a command line comes to.
enum CommandLineReading: Equatable, Sendable {
    /// Something to be done.
    case run(Invocation)
    /// Something to be printed: the help or the version.
    case tell(String)
}

/// Reads the words behind the program's name: `[demo|check|help] [--option value | --option=value] ...`.
struct CommandLineReader {
    private var words: ArraySlice<String>
    private var command: Subcommand?
    private var file: String?
    private var demo = DemoOptions()

    private init(_ words: ArraySlice<String>) {
        self.words = words
    }

    /// What `words` ask for.
    static func read(_ words: some Collection<String>) throws(UsageError) -> CommandLineReading {
        var reader = CommandLineReader(Array(words)[...])
        return try reader.read()
    }

    private mutating func read() throws(UsageError) -> CommandLineReading {
        while let word = words.popFirst() {
            switch word {
            case "--help", "-h": return .tell(Help.text(for: command))
            case "--version": return .tell(ProgramVersion.text)
            case "help" where command == nil: return .tell(Help.text(for: try helpTopic()))
            case _ where word.utf8.starts(with: "-".utf8): try takeOption(word)
            case _: try takeCommand(word)
            }
        }
        return .run(try invocation())
    }

    private mutating func helpTopic() throws(UsageError) -> Subcommand? {
        guard let word = words.popFirst() else { return nil }
        guard let topic = Subcommand(rawValue: word) else { throw .unexpected(word) }
        return topic
    }

    private mutating func takeCommand(_ word: String) throws(UsageError) {
        guard command == nil, let new = Subcommand(rawValue: word) else { throw .unexpected(word) }
        command = new
    }

    private mutating func takeOption(_ word: String) throws(UsageError) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        guard let name = parts.first, let option = CommandOption.allCases.first(where: { $0.name == name })
        else {
            throw .unknownOption(parts.first ?? word)
        }
        guard let value = parts.count > 1 ? parts[1] : words.popFirst() else { throw .missingValue(option) }
        try take(value, of: option)
    }

    private mutating func take(_ value: String, of option: CommandOption) throws(UsageError) {
        switch option {
        case .config:
            guard !value.isEmpty else { throw .wrong(option, found: "an empty name", expected: "a file") }
            file = value
        case .manner:
            guard let manners = Manners(argument: value) else {
                throw .wrong(option, found: .quoting(value), expected: Manners.expectation)
            }
            demo.manners = manners
        case .services: demo.services = try number(value, in: 1...9, option)
        case .contacts: demo.contacts = try number(value, in: 0...50_000, option)
        }
        if option != .config { demo.given.append(option) }
    }

    private func number(
        _ text: String, in range: ClosedRange<Int>, _ option: CommandOption
    ) throws(UsageError) -> Int {
        guard let number = Int(text), range.contains(number) else {
            let expected = "a number from \(range.lowerBound) to \(range.upperBound)"
            throw .wrong(option, found: .quoting(text), expected: expected)
        }
        return number
    }

    private func invocation() throws(UsageError) -> Invocation {
        switch command {
        case .demo?:
            guard file == nil else { throw .noConfigurationForDemo }
            return .demo(try demo.plan())
        case .check?, nil:
            if let stray = demo.given.first { throw .onlyForDemo(stray) }
            return command == nil ? .client(file: file) : .check(file: file)
        }
    }
}

/// What the program can do beside being the client.
enum Subcommand: String, Equatable, Sendable, CaseIterable {
    /// Against servers of its own.
    case demo
    /// Trying each account.
    case check
}

/// The options that take a value.
enum CommandOption: String, Equatable, Sendable, CaseIterable {
    /// The configuration file.
    case config
    /// How the demo's servers behave at sign-out.
    case manner
    /// How many services the demo has.
    case services
    /// How many contacts each of them has.
    case contacts

    /// As it is written.
    var name: String { "--\(rawValue)" }
}

/// What was said of the demo.
struct DemoOptions: Equatable, Sendable {
    /// One manner for all servers, or one for each.
    var manners = Manners([.slow(Manner.usualDelay)])
    /// How many services.
    var services = 1
    /// How many contacts each has.
    var contacts = 12
    /// The options that were given.
    var given: [CommandOption] = []

    /// What that comes to, with one manner for each service.
    func plan() throws(UsageError) -> DemoPlan {
        let list = manners.list
        guard list.count != services else { return DemoPlan(manners: list, contacts: contacts) }
        guard let manner = list.first, list.count == 1 else {
            let expected = services == 1 ? "one manner" : "one manner, or \(services): one for each service"
            throw .wrong(.manner, found: "\(list.count) manners", expected: expected)
        }
        return DemoPlan(manners: Array(repeating: manner, count: services), contacts: contacts)
    }
}
