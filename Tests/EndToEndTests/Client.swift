import Foundation
import Glibc
import TerminalHarness
import Testing

/// A folder that goes away with its value: the home of one story's person.
final class Home {
    let path: String

    init() throws {
        var template = Array("/tmp/porchlight-story.XXXXXX".utf8CString)
        let made = try #require(mkdtemp(&template))
        path = String(cString: made)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The files in it and in the folders below, by their paths from here.
    var files: [String] {
        let all = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        return all.filter { name in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }

    /// Writes the configuration file that the client finds by itself, readable for its owner alone.
    func configure(_ text: String) throws {
        for folder in ["/config", "/config/porchlight"] { mkdir(path + folder, 0o700) }
        let file = open(path + "/config/porchlight/config.toml", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        try #require(file >= 0)
        var text = text
        let written = text.withUTF8 { write(file, $0.baseAddress, $0.count) }
        close(file)
        try #require(written == text.utf8.count)
    }
}

/// The environment of a person with that home and nothing configured elsewhere.
func environment(_ home: Home, term: String? = "xterm-256color", locale: String = "C.UTF-8") -> [String:
    String]
{
    var environment = [
        "PATH": "/usr/bin:/bin", "HOME": home.path, "XDG_CONFIG_HOME": home.path + "/config",
        "XDG_STATE_HOME": home.path + "/state", "LC_ALL": locale,
    ]
    environment["TERM"] = term
    return environment
}

/// The real program in a terminal of its own.
func client(
    _ arguments: String..., home: Home, term: String? = "xterm-256color", locale: String = "C.UTF-8",
    rows: Int = 24,
    columns: Int = 80
) throws -> TerminalProgram {
    try TerminalProgram(
        BuiltProgram.path("porchlight"), arguments: arguments,
        environment: environment(home, term: term, locale: locale), rows: rows, columns: columns)
}

/// A run in which "home" signs in and is signed out again.
func runOnce(home: Home) async throws {
    let program = try client(home: home)
    try await program.waitUntilSignedIn(["home"])
    try await program.quit()
}

extension TerminalProgram {
    /// Quits in order: nothing went wrong, and the terminal is as it was.
    func quit(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        type("q")
        #expect(try await waitForExit() == 0, sourceLocation: sourceLocation)
        #expect(leftBehind == [], sourceLocation: sourceLocation)
    }

    /// Waits until the services are signed in and somebody is seen.
    func waitUntilSignedIn(_ services: [String] = ["demo"]) async throws {
        try await wait(for: "signed in: \(services)") { screen in
            services.allSatisfy { screen.lastLine.contains("\($0) online") } && screen.shows("Friends")
        }
    }

    /// Holds a key down: sixteen presses. Whether they came so fast that they are one in any case; on a busy machine they
    /// may not.
    func hold(_ key: String) async throws -> Bool {
        let began = ContinuousClock.now
        for _ in 0..<16 {
            type(key)
            try await watch(for: 0.04)
        }
        return began.duration(to: .now) < .milliseconds(900)
    }

    /// The seconds that the status line counts; nil when it counts none.
    var secondsDisconnecting: Int? {
        let words = screen.lastLine.split(separator: " ")
        guard let place = words.firstIndex(of: "Disconnecting"), place + 1 < words.endIndex else {
            return nil
        }
        return Int(words[place + 1])
    }
}
