import ArgumentParser

/// What the command line asks for.
enum Invocation: Equatable, Sendable {
    /// The client, with the file named by `--config`.
    case client(file: String?)
    /// The demo.
    case demo(DemoPlan)
    /// Trying each account, with the file named by `--config`.
    case check(file: String?)

    /// Reads the arguments after the program's name.
    ///
    /// - Throws: the parser's error, which also stands for `--help` and `--version`; ``Exit`` tells it.
    init(parsing arguments: [String]) throws {
        var command = try Porchlight.parseAsRoot(arguments)
        switch command {
        case let client as Porchlight: self = .client(file: client.file.path)
        case let demo as Demo: self = .demo(demo.plan)
        case let check as Check: self = .check(file: check.file.path)
        default:
            // The parser's own commands, such as `help`, do their work by throwing.
            try command.run()
            throw CleanExit.helpRequest()
        }
    }

    /// Does it, and does not come back.
    @MainActor
    func run() throws -> Never {
        switch self {
        case .demo(let plan):
            try runDemo(plan)
        case .client(let option):
            let file = try ConfigurationFile.located(option: option, environment: Environment.variables)
            try runClient(configuration: try file.load(), file: file)
        case .check(let option):
            let file = try ConfigurationFile.located(option: option, environment: Environment.variables)
            try runCheck(configuration: try file.load(), file: file)
        }
    }
}
