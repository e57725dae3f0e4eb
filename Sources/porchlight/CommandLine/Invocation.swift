/// What the command line asks for.
enum Invocation: Equatable, Sendable {
    /// The client, with the file named by `--config`.
    case client(file: String?)
    /// The demo.
    case demo(DemoPlan)
    /// Trying each account, with the file named by `--config`.
    case check(file: String?)

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
