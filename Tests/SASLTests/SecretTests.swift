import Glibc
import SASL
import Storytelling
import Testing

@Suite("A secret is never printed")
struct SecretTests {
    private static let text = "TAGSECRET-hunter2"

    private static let ways: [(String, @Sendable (Secret) -> String)] = [
        ("interpolation", { "\($0)" }), ("description", { String(describing: $0) }),
        ("debug description", { String(reflecting: $0) }), ("dump", { dumped($0) }),
        ("mirror", { Mirror(reflecting: $0).children.map { "\($0.value)" }.joined() }),
        ("array", { "\([$0])" }), ("optional", { "\(Optional($0) as Any)" }),
        ("a result that holds it", { "\(Result<Secret, SASLFailure>.success($0))" }),
        ("dump of a result that holds it", { dumped(Result<Secret, SASLFailure>.success($0)) }),
    ]

    private static func dumped(_ value: Any) -> String {
        var text = ""
        dump(value, to: &text)
        return text
    }

    @Test("in no way of turning a value into text", arguments: SecretTests.ways.indices)
    func neverPrinted(way: Int) {
        let printed = Self.ways[way].1(Secret(Self.text))
        #expect(!printed.contains("TAGSECRET"), "by \(Self.ways[way].0)")
        #expect(!printed.contains("hunter"), "by \(Self.ways[way].0)")
    }

    @Test("and says in its place that it is one")
    func saysSo() {
        #expect("\(Secret(Self.text))" == "(secret)")
        #expect(String(reflecting: Secret(Self.text)) == "(secret)")
    }

    @Test("it lends its bytes to who signs in")
    func lendsBytes() {
        #expect(Secret(Self.text).withBytes { $0.elementsEqual(Self.text.utf8) })
        #expect(
            Secret(utf8: Array("p\u{e4}ss".utf8))?.withBytes { $0.elementsEqual("p\u{e4}ss".utf8) } == true)
        #expect(Secret("").isEmpty)
        #expect(!Secret("x").isEmpty)
    }

    @Test("two are equal by their bytes, not by what they look like")
    func equality() {
        #expect(Secret("abc") == Secret("abc"))
        #expect(Secret("abc") != Secret("abd"))
        #expect(Secret("abc") != Secret("ab"))
        #expect(Secret("\u{e9}") != Secret("e\u{301}"))
    }

    @Test("bytes that are no text make no secret of a text")
    func notText() {
        #expect(Secret(utf8: [0xff, 0xfe]) == nil)
    }

    @Test("it is in memory as long as somebody holds it, and nowhere when nobody does")
    func overwritten() async {
        await #expect(processExitsWith: .success) {
            var secret = Secret(utf8: OwnMemory.needle(behind: 3000))
            guard secret != nil, OwnMemory.holdsNeedle() else { exit(1) }
            secret = nil
            exit(OwnMemory.holdsNeedle() ? 2 : 0)
        }
    }

    @Test("a proof that the password does not travel in leaves it nowhere")
    func overwrittenAfterProof() async {
        await #expect(processExitsWith: .success) {
            for padding in [100, 1000, 3000] {
                for mechanism in SASLMechanism.allCases where mechanism != .plain && !mechanism.bindsChannel {
                    guard SecretTests.proves(mechanism, padding) else { exit(1) }
                }
            }
            // The library that prepares what is no ASCII has it in four bytes each.
            exit(OwnMemory.holdsNeedle() || OwnMemory.holdsNeedle(byteOf: 4) ? 2 : 0)
        }
    }

    /// Makes a whole proof, and lets go of it.
    private static func proves(_ mechanism: SASLMechanism, _ padding: Int) -> Bool {
        let password = Secret(OwnMemory.needle(behind: padding))
        guard
            let exchange = try? SASLExchange(SASLChoice(mechanism), username: "user", password: password),
            let first = try? exchange.start(), OwnMemory.holdsNeedle()
        else { return false }
        let nonce = first.dropFirst("n,,n=user,".utf8.count)
        return (try? exchange.step(nonce + Array("x,s=c2FsdA==,i=4096".utf8))) != nil
    }
}
