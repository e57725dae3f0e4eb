import Journal
import Messenger
import SASL
import StreamService
import Transport

/// What is remembered about trusting the accounts' servers: kept between runs, changed by what the servers prove and
/// by what a person allows.
@MainActor
final class TrustStore {
    /// Why what an earlier run kept is not used, in one line.
    let problem: String?

    private let save: @MainActor (KeptTrust) -> Void
    private var trust: KeptTrust

    /// What the file holds; what comes to it is kept there.
    init(_ file: KeptValue<KeptTrust>) {
        trust = file.kept ?? KeptTrust()
        problem = file.problem
        save = { file.save($0) }
    }

    /// What the client has kept, to be used and not changed.
    static func asKept(_ environment: [String: String]) -> TrustStore {
        let path = StateFolder(environment: environment)?.file("trust")
        return TrustStore(unchanged: KeptValue(.trust, path: path, disk: KeptDisk()))
    }

    private init(unchanged file: KeptValue<KeptTrust>) {
        trust = file.kept ?? KeptTrust()
        problem = file.problem
        save = { _ in }
    }

    /// The account's, for its service.
    ///
    /// - Parameter pin: The key that is configured: then no other counts, whatever was allowed.
    func trust(of account: KeptAccount, pin: KeyFingerprint?) -> AccountTrust {
        AccountTrust(
            pins: { [weak self] in pin.map { [$0] } ?? self?.pins(of: account) ?? [] },
            floor: { [weak self] in self?.floor(of: account) },
            proved: { [weak self] in self?.proved($0, account) })
    }

    /// Remembers what a person has allowed in so many words.
    func allow(_ consent: Consent, for account: KeptAccount) {
        switch consent {
        case .key(let key): trust[account].pins = [key.fingerprint]
        case .weakerProof(_, let offered): trust[account].strongest = offered
        }
        save(trust)
    }

    private func pins(of account: KeptAccount) -> Set<KeyFingerprint> {
        Set(trust[account].pins.compactMap { KeyFingerprint(bytes: $0) })
    }

    /// Where what was remembered cannot be read, or is a name that only a later version knows, a person is asked before
    /// the server is shown a password: it may have been otherwise.
    private func floor(of account: KeptAccount) -> SASLMechanism? {
        guard let kept = trust[account].strongest else { return problem == nil ? nil : .scramSHA1 }
        return SASLMechanism(rawValue: kept) ?? .scramSHA1
    }

    private func proved(_ mechanism: SASLMechanism, _ account: KeptAccount) {
        if let floor = floor(of: account), !floor.isWeaker(than: mechanism) { return }
        trust[account].strongest = mechanism.rawValue
        save(trust)
    }
}
