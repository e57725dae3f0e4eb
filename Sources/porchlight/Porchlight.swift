import ArgumentParser
import Glibc

/// The program. Its command line is read here; what the commands do is in Composition.swift.
@main
struct Porchlight: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "porchlight",
        abstract: "See who is home, and sign out with one key.",
        usage: """
            porchlight [--config <file>]
            porchlight demo [--manner <manner[,manner...]>] [--services <number>] [--contacts <number>]
            porchlight check [--config <file>]
            porchlight --version | --help
            """,
        discussion: """
            Without a subcommand: the client. Without a configuration file it opens a sign-in form. Quitting \
            signs out of every service.

            The configuration file is $XDG_CONFIG_HOME/porchlight/config.toml, or ~/.config/porchlight/config.toml \
            where that variable is not set.

            Exit status: 0 when every service has acknowledged the sign-out, or nothing was signed in; 3 when one \
            has not; 2 when the command line or the configuration is wrong.
            """,
        version: ProgramVersion.text,
        subcommands: [Demo.self, Check.self])

    @OptionGroup var file: FileOption

    /// Where the program starts. The main thread is the main actor's.
    @MainActor
    static func main() {
        ProcessHardening.apply()
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            try Invocation(parsing: arguments).run()
        } catch {
            Exit.end(telling: error)
        }
    }
}

/// `--config FILE`, for the client and for `check`.
struct FileOption: ParsableArguments {
    @Option(
        name: .customLong("config"),
        help: ArgumentHelp("The configuration file, instead of the usual one.", valueName: "file"))
    var path: String?

    func validate() throws {
        if let path, path.isEmpty { throw ValidationError("--config: found an empty name, expected a file") }
    }
}

/// The program's version.
enum ProgramVersion {
    /// As `--version` prints it.
    static let text = "porchlight 0.1.0"
}
