import Glibc
import Testing

@testable import porchlight

private let account = "[accounts.home]\nservice = \"xmpp\"\naddress = \"alice@example.org\"\n"
private let withPassword = account + "password = \"hunter2\"\n"
private let withCommand = account + "password_command = [\"pass\"]\n"

@Suite("The configuration file")
struct ConfigurationFileTests {
    private func told(_ file: ConfigurationFile) -> String {
        do throws(ConfigurationErrors) {
            return try file.load() == nil ? "none" : "read"
        } catch {
            return error.description
        }
    }

    @Test(
        "where it is",
        arguments: [
            ("a.toml", [:], "a.toml", .named),
            (nil, ["XDG_CONFIG_HOME": "/x", "HOME": "/h"], "/x/porchlight/config.toml", .usual),
            (nil, ["XDG_CONFIG_HOME": "/x/", "HOME": "/h"], "/x/porchlight/config.toml", .usual),
            (nil, ["HOME": "/h"], "/h/.config/porchlight/config.toml", .usual),
            (nil, ["XDG_CONFIG_HOME": "", "HOME": "/h"], "/h/.config/porchlight/config.toml", .usual),
            (nil, ["XDG_CONFIG_HOME": "x", "HOME": "/h"], "/h/.config/porchlight/config.toml", .usual),
        ] as [(String?, [String: String], String, ConfigurationFile.Origin)])
    func located(
        option: String?, environment: [String: String], path: String, origin: ConfigurationFile.Origin
    ) throws {
        let file = try ConfigurationFile.located(option: option, environment: environment)
        #expect(file == ConfigurationFile(path: path, origin: origin))
    }

    @Test("without any place to look, that is told")
    func nowhere() throws {
        let error = try #require(throws: ConfigurationErrors.self) {
            try ConfigurationFile.located(option: nil, environment: ["HOME": "here"])
        }
        #expect(error.description.contains("neither XDG_CONFIG_HOME nor HOME is an absolute path"))
    }

    @Test("a missing file is no configuration at the usual place and a mistake where one was named")
    func missing() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/porchlight/config.toml"
        #expect(told(ConfigurationFile(path: path, origin: .usual)) == "none")
        #expect(
            told(ConfigurationFile(path: path, origin: .named))
                == "\(path): cannot be read: No such file or directory")
    }

    @Test("a folder, a device or a pipe is no configuration", .timeLimit(.minutes(1)))
    func notAFile() throws {
        let folder = try TemporaryFolder()
        #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
        for path in [folder.path, "/dev/null", folder.path + "/pipe"] {
            #expect(told(ConfigurationFile(path: path, origin: .usual)) == "\(path): is not an ordinary file")
        }
    }

    @Test("a file over 1 MiB is refused, one of 1 MiB is read")
    func size() throws {
        let folder = try TemporaryFolder()
        let comment = Array(repeating: UInt8(ascii: "#"), count: 1 << 20)
        let full = try folder.file("full", comment)
        let over = try folder.file("over", comment + [UInt8(ascii: "#")])
        #expect(told(ConfigurationFile(path: full, origin: .named)) == "read")
        #expect(
            told(ConfigurationFile(path: over, origin: .named))
                == "\(over): is too large: expected at most 1048576 bytes")
    }

    @Test("a symbolic link is followed, and the file behind it is judged")
    func links() throws {
        let folder = try TemporaryFolder()
        let good = try folder.link("good", to: try folder.file("private", withPassword.utf8))
        let bad = try folder.link("bad", to: try folder.file("open", withPassword.utf8, mode: 0o644))
        #expect(told(ConfigurationFile(path: good, origin: .named)) == "read")
        #expect(
            told(ConfigurationFile(path: bad, origin: .named))
                == "\(bad): holds a password and can be read or written by others (mode 0644). Type: chmod 600 \(bad)"
        )
    }

    @Test(
        "a password is read only from a file that nobody else can read or write",
        arguments: [
            (0o600, true), (0o400, true), (0o640, false), (0o604, false), (0o620, false), (0o602, false),
        ])
    func permissions(mode: Int, isRead: Bool) throws {
        let folder = try TemporaryFolder()
        let path = try folder.file("c.toml", withPassword.utf8, mode: mode)
        let expected =
            "\(path): holds a password and can be read or written by others (mode 0\(String(mode, radix: 8))). "
            + "Type: chmod 600 \(path)"
        #expect(told(ConfigurationFile(path: path, origin: .named)) == (isRead ? "read" : expected))
    }

    @Test("without a password others may read it; a program to run they must not choose")
    func program() throws {
        let folder = try TemporaryFolder()
        for (content, mode) in [(account, 0o666), (withCommand, 0o644)] {
            let path = try folder.file("good.toml", content.utf8, mode: mode)
            #expect(told(ConfigurationFile(path: path, origin: .named)) == "read")
        }
        let path = try folder.file("bad.toml", withCommand.utf8, mode: 0o664)
        #expect(
            told(ConfigurationFile(path: path, origin: .named))
                == "\(path): names a program to run and can be written by others (mode 0664). Type: chmod go-w \(path)"
        )
    }

    @Test(
        "whose file it must be",
        arguments: [
            (withPassword, 1000, true), (withPassword, 0, false), (withPassword, 1001, false),
            (withCommand, 1000, true), (withCommand, 0, true), (withCommand, 1001, false),
            (account, 1000, true), (account, 0, true), (account, 1001, true),
        ] as [(String, UInt32, Bool)])
    func owners(content: String, owner: UInt32, isRead: Bool) throws {
        let configuration = try ConfigurationDocument.parse(Array(content.utf8), file: "c.toml")
        let mistake = FileOwnership(owner: owner, mode: 0o600, reader: 1000).mistake(in: configuration)
        #expect(mistake == (isRead ? nil : .ownedByAnother(user: owner)))
    }

    @Test(
        "the command to type is one that a shell reads right",
        arguments: [
            ("/a/b-c_d.toml", "/a/b-c_d.toml"), ("/a b", "'/a b'"), ("/it's", "'/it'\\''s'"),
            ("/$(x)", "'/$(x)'"),
            ("", "''"), ("/\u{e4}", "'/\u{e4}'"),
        ])
    func shellWords(path: String, word: String) {
        #expect(ShellWord.quoted(path) == word)
    }
}
