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
        write(telling.text + "\n", to: telling.status == 0 ? STDOUT_FILENO : STDERR_FILENO)
        exit(telling.status)
    }

    /// Straight to the descriptor: the C library's streams are not safe to share in Swift.
    private static func write(_ text: String, to descriptor: Int32) {
        var left = Array(text.utf8)[...]
        while !left.isEmpty {
            let count = left.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 || errno == EINTR else { return }
            left = left.dropFirst(max(0, count))
        }
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
