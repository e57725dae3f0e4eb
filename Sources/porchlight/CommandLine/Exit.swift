import Glibc

/// How the program ends before there is a client.
enum Exit {
    /// The exit status for a wrong command line or configuration.
    static let misuse: Int32 = 2

    /// Prints what was asked for and ends.
    static func end(telling text: String) -> Never {
        Descriptor.write(text + "\n", to: STDOUT_FILENO)
        exit(0)
    }

    /// Prints a mistake and ends with the status for it.
    static func end(telling error: any Error) -> Never {
        Descriptor.write(words(for: error) + "\n", to: STDERR_FILENO)
        exit(misuse)
    }

    /// What is told of an error, in one or more lines without the last line end.
    static func words(for error: any Error) -> String {
        switch error {
        case let errors as ConfigurationErrors: "porchlight: wrong configuration\n\(errors)"
        case let error as UsageError: "porchlight: \(error)\n\(Help.usage)"
        default: "porchlight: \(error)"
        }
    }
}
