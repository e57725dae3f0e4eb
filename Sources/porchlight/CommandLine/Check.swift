import ArgumentParser

/// `porchlight check`.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Try each account, stage by stage, and say what is wrong.",
        discussion: """
            Opens no screen. Exit status: 0 when every account can sign in, 1 when one cannot, 2 when the command \
            line or the configuration is wrong.
            """)

    @OptionGroup var file: FileOption
}
