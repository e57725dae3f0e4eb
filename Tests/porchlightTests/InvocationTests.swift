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
        #expect(try Invocation(parsing: arguments) == invocation)
    }

    @Test(
        "a mistake is told in one line and ends with status 2",
        arguments: [
            (["--bogus"], "Error: Unknown option '--bogus'"),
            (["--config"], "Error: Missing value for '--config <file>'"),
            (["--config", ""], "Error: --config: found an empty name, expected a file"),
            (["bogus"], "Error: Unexpected argument 'bogus'"),
            (["check", "extra"], "Error: Unexpected argument 'extra'"),
            (["demo", "--config", "a.toml"], "Error: --config: the demo reads no configuration"),
            (["demo", "--services", "0"], "Error: --services: found 0, expected a number from 1 to 9"),
            (["demo", "--services", "10"], "Error: --services: found 10, expected a number from 1 to 9"),
            (["demo", "--contacts", "-1"], "Error: --contacts: found -1, expected a number from 0 to 50000"),
            (
                ["demo", "--contacts", "50001"],
                "Error: --contacts: found 50001, expected a number from 0 to 50000"
            ),
            (
                ["demo", "--services", "2", "--manner", "slow,slow,slow"],
                "Error: --manner: found 3 manners, expected one manner, or 2: one for each service"
            ),
            (["demo", "--manner", "slow,slow"], "Error: --manner: found 2 manners, expected one manner"),
            (["demo", "--manner", "slow,"], "Error: The value 'slow,' is invalid"),
            (["demo", "--manner", "rude"], "Error: The value 'rude' is invalid"),
            (["demo", "--manner", "Slow"], "Error: The value 'Slow' is invalid"),
            (["demo", "--services", "many"], "Error: The value 'many' is invalid"),
            (
                ["demo", "--services", "99999999999999999999"],
                "Error: The value '99999999999999999999' is invalid"
            ),
        ] as [([String], String)])
    func mistaken(arguments: [String], start: String) throws {
        let error = try #require(throws: (any Error).self) { try Invocation(parsing: arguments) }
        let telling = Exit.Telling(error)
        #expect(telling.text.hasPrefix(start), "\(telling.text)")
        #expect(telling.status == 2)
    }

    @Test(
        "help and version are told and end with status 0",
        arguments: [
            (["--version"], "porchlight 0.1.0"),
            (["--help"], "--config <file>"),
            (["help"], "SUBCOMMANDS:"),
            (["help", "demo"], "--manner <manner[,manner...]>"),
            (["demo", "--help"], "default: slow)"),
            (["demo", "--help"], "(default: 12)"),
            (["check", "--help"], "--config <file>"),
        ] as [([String], String)])
    func told(arguments: [String], part: String) throws {
        let error = try #require(throws: (any Error).self) { try Invocation(parsing: arguments) }
        let telling = Exit.Telling(error)
        #expect(telling.text.contains(part), "\(telling.text)")
        #expect(telling.status == 0)
    }

    @Test("the demo's help says nothing of a configuration file")
    func demoHelp() throws {
        let error = try #require(throws: (any Error).self) { try Invocation(parsing: ["demo", "--help"]) }
        #expect(!Exit.Telling(error).text.contains("--config"))
    }

    @Test("a mistake in the configuration ends with status 2, one line each")
    func configurationMistakes() throws {
        let errors = try #require(throws: ConfigurationErrors.self) {
            try ConfigurationDocument.parse(Array("a = 1\nb = 2\n".utf8), file: "c.toml")
        }
        let expected = """
            porchlight: wrong configuration
            c.toml:1:1: a: unknown key
            c.toml:2:1: b: unknown key
            """
        let telling = Exit.Telling(errors)
        #expect(telling.text == expected)
        #expect(telling.status == 2)
    }
}
