import ArgumentParser
import Glibc

/// How the program ends before there is a client.
enum Exit {
    /// The exit status for a wrong command line or configuration.
    static let misuse: Int32 = 2

    /// Prints what `error` has to say, help and version on standard output and mistakes on standard error, and
    /// ends with the right status.
    static func end(telling error: any Error) -> Never {
        let telling = Telling(error)
        Descriptor.write(telling.text + "\n", to: telling.status == 0 ? STDOUT_FILENO : STDERR_FILENO)
        exit(telling.status)
    }

    /// What is told of an error.
    struct Telling: Equatable {
        /// One or more lines, without the last line end.
        let text: String
        /// The exit status.
        let status: Int32

        /// The words and the status for `error`.
        init(_ error: any Error) {
            if let errors = error as? ConfigurationErrors {
                text = "porchlight: wrong configuration\n" + errors.description
                status = Exit.misuse
            } else {
                text = Porchlight.fullMessage(for: error)
                // The parser's own number for a wrong command line is 64.
                let code = Porchlight.exitCode(for: error)
                status = code.isSuccess ? 0 : Exit.misuse
            }
        }
    }
}
