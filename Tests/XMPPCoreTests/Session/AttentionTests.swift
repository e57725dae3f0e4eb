import Testing
import XMPPCore

/// Client state indication (XEP-0352).
@Suite struct AttentionTests {
    @Test("the server is told each change once, where it wants to know")
    func told() throws {
        let driver = try SessionDriver.signedIn(offering: .clientState)
        #expect(driver.give { $0.attentionChanged(.looking) } == [])
        driver.give { $0.attentionChanged(.elsewhere) }
        #expect(driver.give { $0.attentionChanged(.elsewhere) } == [])
        driver.give { $0.attentionChanged(.looking) }
        #expect(driver.written == "<inactive xmlns='urn:xmpp:csi:0'/><active xmlns='urn:xmpp:csi:0'/>")
    }

    @Test("where it does not want to know, and after a sign-out, nothing is told")
    func untold() throws {
        let without = try SessionDriver.signedIn()
        #expect(without.give { $0.attentionChanged(.elsewhere) } == [])
        let leaving = try SessionDriver.signedIn(offering: .clientState)
        leaving.give { $0.signOutRequested() }
        #expect(leaving.give { $0.attentionChanged(.elsewhere) } == [])
    }

    @Test("what was so before the sign-in is told at its end")
    func before() throws {
        let driver = try SessionDriver()
        driver.give { $0.attentionChanged(.elsewhere) }
        driver.untilBinding(offering: .clientState)
        driver.read(Server.bound)
        #expect(driver.read(Server.roster).written == "<inactive xmlns='urn:xmpp:csi:0'/>")
    }
}
