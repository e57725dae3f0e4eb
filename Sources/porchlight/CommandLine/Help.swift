/// What `--help` prints.
enum Help {
    /// The whole program's help, or that of one of its commands.
    static func text(for command: Subcommand?) -> String {
        switch command {
        case nil: program
        case .demo?: demo
        case .check?: check
        }
    }

    /// How the program is called, for below a mistake.
    static let usage = """
        usage: porchlight [--config FILE]
               porchlight demo [--manner MANNER[,MANNER...]] [--services N] [--contacts N]
               porchlight check [--config FILE]
               porchlight --version | --help
        """

    private static let program = """
        See who is home, and sign out with one key.

        \(usage)

        Without a command: the client. Without a configuration file it opens a sign-in
        form. Quitting signs out of every service.

          demo            try the client against servers of its own; no account needed
          check           try each account, stage by stage, and say what is wrong
          --config FILE   the configuration file, instead of
                          $XDG_CONFIG_HOME/porchlight/config.toml, or
                          ~/.config/porchlight/config.toml where that is not set
          --version       print the version
          -h, --help      print this; after a command: its own help

        Exit status: 0 when every service has acknowledged the sign-out, or nothing was
        signed in; 3 when one has not; 2 when the command line or the configuration is
        wrong.
        """

    private static let demo = """
        Try the client against servers of its own; no account is needed.

        usage: porchlight demo [--manner MANNER[,MANNER...]] [--services N] [--contacts N]

        Starts a server for each service inside the program, reachable from this machine
        only, and signs in to it: XMPP for the first, IRC for the second, and so on by
        turns. The contacts come, go and change their status by themselves. It reads no
        file and keeps nothing.

        With --services 3 --manner prompt,slow,never one sees how each service answers
        in its own time.

          --manner MANNER[,MANNER...]
                          how the servers behave when you sign out: one manner for
                          all, or one for each service (default: slow)
                            prompt  answers at once
                            slow    answers after 4 seconds
                            never   does not answer and keeps the connection
                            close   ends the connection without answering
                            reset   breaks the connection
                            deaf    stops reading
          --services N    how many services, 1 to 9 (default: 1)
          --contacts N    how many contacts each service has, 0 to 50000 (default: 12)
        """

    private static let check = """
        Try each account, stage by stage, and say what is wrong. Opens no screen.

        usage: porchlight check [--config FILE]

        Exit status: 0 when every account can sign in, 1 when one cannot, 2 when the
        command line or the configuration is wrong.
        """
}
