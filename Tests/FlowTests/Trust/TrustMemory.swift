import SASL
import StreamService
import Transport

/// What a person's program remembers of an account's server.
@MainActor
final class TrustMemory {
    var pins: Set<KeyFingerprint>
    var floor: SASLMechanism?
    private(set) var proved: [SASLMechanism] = []

    init(pins: Set<KeyFingerprint> = [], floor: SASLMechanism? = nil) {
        self.pins = pins
        self.floor = floor
    }

    var trust: AccountTrust {
        AccountTrust(
            pins: { self.pins }, floor: { self.floor },
            proved: { mechanism in
                self.proved.append(mechanism)
                if self.floor.map({ $0.isWeaker(than: mechanism) }) ?? true { self.floor = mechanism }
            })
    }
}
