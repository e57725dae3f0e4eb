import Glibc

/// The environment variables that the program reads.
enum Environment {
    /// Those that say where things are.
    static var variables: [String: String] {
        ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "PATH"].reduce(into: [:]) { variables, name in
            if let value = getenv(name) { variables[name] = String(cString: value) }
        }
    }
}
