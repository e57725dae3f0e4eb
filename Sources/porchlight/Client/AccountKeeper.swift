import Synchronization

/// Keeps the account that came from the sign-in form, off the main queue.
@MainActor
final class AccountKeeper {
    /// Told what became of it.
    var onOutcome: @MainActor (ConfigurationWriter.Outcome) -> Void = { _ in }

    private let disk: KeptDisk
    private let result = Result()

    init(_ disk: KeptDisk) {
        self.disk = disk
    }

    /// Writes the account to `path` if there is no file.
    func keep(_ account: AccountConfiguration, at path: String) {
        disk.work { [weak self, result] in
            let outcome = ConfigurationWriter.keep(account, at: path)
            result.waiting.withLock { $0 = outcome }
            Task { @MainActor in self?.deliver() }
        }
    }

    /// Tells what is done and was not told yet: at the end no turn of the main queue comes that would.
    func deliver() {
        let outcome = result.waiting.withLock { waiting in
            defer { waiting = nil }
            return waiting
        }
        if let outcome { onOutcome(outcome) }
    }

    private final class Result: Sendable {
        let waiting = Mutex<ConfigurationWriter.Outcome?>(nil)
    }
}
