import LoopbackServers
import Testing

@testable import porchlight

@Suite("The command line")
struct InvocationTests {
    private static func demo(_ manners: [Manner], contacts: Int = 12) -> Invocation {
        .demo(DemoPlan(manners: manners, contacts: contacts))
    }

    @Test(
        "what it asks for",
        arguments: [
            ([], .client(file: nil)),
            (["--config", "a.toml"], .client(file: "a.toml")),
            (["--config=a.toml"], .client(file: "a.toml")),
            (["--config", "-a.toml"], .client(file: "-a.toml")),
            (["--config=a=b.toml"], .client(file: "a=b.toml")),
            (["check"], .check(file: nil)),
            (["check", "--config", "a.toml"], .check(file: "a.toml")),
            (["--config", "a.toml", "check"], .check(file: "a.toml")),
            (["demo"], demo([.slow(Manner.usualDelay)])),
            (["demo", "--manner", "prompt"], demo([.prompt])),
            (["demo", "--manner", "never", "--services", "3"], demo([.never, .never, .never])),
            (
                ["demo", "--services", "3", "--manner", "prompt,slow,never"],
                demo([.prompt, .slow(Manner.usualDelay), .never])
            ),
            (["demo", "--services", "3", "--manner", "close,reset,deaf"], demo([.close, .reset, .deaf])),
            (["demo", "--services", "2"], demo([.slow(Manner.usualDelay), .slow(Manner.usualDelay)])),
            (["demo", "--contacts", "0"], demo([.slow(Manner.usualDelay)], contacts: 0)),
            (
                ["demo", "--contacts", "50000", "--services", "1"],
                demo([.slow(Manner.usualDelay)], contacts: 50_000)
            ),
        ] as [([String], Invocation)])
    func asked(arguments: [String], invocation: Invocation) throws {
        #expect(try CommandLineReader.read(arguments) == .run(invocation))
    }

    private static let manners = "prompt, slow, never, close, reset, deaf, with commas between"

    @Test(
        "a mistake is told in one line",
        arguments: [
            (["--bogus"], "no such option: \"--bogus\""),
            (["--confg", "a"], "no such option: \"--confg\"; did you mean --config?"),
            (["-c"], "no such option: \"-c\""),
            (["--"], "no such option: \"--\""),
            (["--config"], "--config: a value is missing"),
            (["--config", ""], "--config: found an empty name, expected a file"),
            (["--config="], "--config: found an empty name, expected a file"),
            (["bogus"], "no such command: \"bogus\""),
            (["dmo"], "no such command: \"dmo\"; did you mean demo?"),
            (["\u{1b}[2J"], "no such command: \"\u{FFFD}[2J\""),
            (["check", "extra"], "no such command: \"extra\""),
            (["demo", "check"], "no such command: \"check\"; did you mean check?"),
            (["help", "me"], "no such command: \"me\""),
            (["--services", "2"], "--services: only for the demo"),
            (["check", "--manner", "slow"], "--manner: only for the demo"),
            (["demo", "--config", "a.toml"], "--config: the demo reads no configuration"),
            (["demo", "--services", "0"], "--services: found \"0\", expected a number from 1 to 9"),
            (["demo", "--services", "10"], "--services: found \"10\", expected a number from 1 to 9"),
            (["demo", "--services", "many"], "--services: found \"many\", expected a number from 1 to 9"),
            (["demo", "--contacts", "-1"], "--contacts: found \"-1\", expected a number from 0 to 50000"),
            (
                ["demo", "--contacts", "50001"],
                "--contacts: found \"50001\", expected a number from 0 to 50000"
            ),
            (
                ["demo", "--services", "99999999999999999999"],
                "--services: found \"99999999999999999999\", expected a number from 1 to 9"
            ),
            (
                ["demo", "--services", "2", "--manner", "slow,slow,slow"],
                "--manner: found 3 manners, expected one manner, or 2: one for each service"
            ),
            (["demo", "--manner", "slow,slow"], "--manner: found 2 manners, expected one manner"),
            (["demo", "--manner", "slow,"], "--manner: found \"slow,\", expected \(manners)"),
            (["demo", "--manner", "rude"], "--manner: found \"rude\", expected \(manners)"),
            (["demo", "--manner", "Slow"], "--manner: found \"Slow\", expected \(manners)"),
        ] as [([String], String)])
    func mistaken(arguments: [String], words: String) throws {
        let error = try #require(throws: UsageError.self) { try CommandLineReader.read(arguments) }
        #expect(error.description == words)
        #expect(Exit.words(for: error) == "porchlight: \(words)\n\(Help.usage)")
    }

    @Test(
        "help and version are told",
        arguments: [
            (["--version"], "porchlight 0.1.0"),
            (["--help"], "--config FILE"),
            (["-h"], "--config FILE"),
            (["help"], "check           try each account"),
            (["help", "demo"], "--manner MANNER[,MANNER...]"),
            (["demo", "--help"], "(default: slow)"),
            (["demo", "--help"], "(default: 12)"),
            (["check", "--help"], "--config FILE"),
        ] as [([String], String)])
    func told(arguments: [String], part: String) throws {
        guard case .tell(let text) = try CommandLineReader.read(arguments) else {
            Issue.record("nothing is told")
            return
        }
        #expect(text.contains(part), "\(text)")
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 90 })
    }

    @Test("the help names every manner, and the demo's help no configuration file")
    func demoHelp() {
        let help = Help.text(for: .demo)
        for manner in Manner.all { #expect(help.contains("\n                    \(manner.name) ")) }
        #expect(!help.contains("--config"))
    }

    @Test("a mistake in the configuration is told, one line each")
    func configurationMistakes() throws {
        let errors = try #require(throws: ConfigurationErrors.self) {
            try ConfigurationDocument.parse(Array("a = 1\nb = 2\n".utf8), file: "c.toml")
        }
        let expected = """
            porchlight: wrong configuration
            c.toml:1:1: a: unknown key
            c.toml:2:1: b: unknown key
            """
        #expect(Exit.words(for: errors) == expected)
    }
}
