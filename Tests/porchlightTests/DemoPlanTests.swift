import LoopbackServers
import Testing

@testable import porchlight

@Suite("The demo's plan")
struct DemoPlanTests {
    @Test("services speak XMPP and IRC by turns, XMPP first")
    func turns() {
        let plan = DemoPlan(manners: [.prompt, .prompt, .prompt, .prompt], contacts: 1)
        #expect(plan.manners.indices.map(plan.kind) == [.xmpp, .irc, .xmpp, .irc])
    }
}
