import Dispatch
import Journal
import TerminalUI

/// Keeps the choices for the contact list. They are read before the first screen, and written off the main queue.
///
/// A file that cannot be read as ours is told, and left as it is in this run and the next: a person removes it.
@MainActor
final class PreferencesStore {
    /// Told why the choices are not kept, in one line.
    var onProblem: @MainActor (String) -> Void = { _ in }
    /// The choices of the last run.
    let kept: Preferences
    /// Why they could not be read, in one line.
    let problem: String?

    private let file: StateFile?
    private let queue = DispatchQueue(label: "preferences", qos: .utility)
    private var wish = Wish.none
    private var health = Health.well

    private enum Wish {
        case none
        /// Being written.
        case writing
        /// Being written, and changed again since.
        case writingThen(Preferences)
    }

    private enum Health {
        case well
        case told
    }

    /// The store at `path`, or with nil one that keeps nothing.
    init(path: String?) {
        let file = path.map { StateFile(path: $0, limit: 1 << 20) }
        do throws(StateFileError) {
            guard let bytes = try file?.read() else {
                (kept, problem, self.file) = (Preferences(), nil, file)
                return
            }
            guard let read = PreferencesText.read(bytes) else {
                let reason = "preferences not used: \(path ?? "") is damaged or of another version"
                (kept, problem, self.file) = (Preferences(), reason, nil)
                return
            }
            (kept, problem, self.file) = (read, nil, file)
        } catch {
            let reason = "preferences not used: \(path ?? ""): \(error)"
            (kept, problem, self.file) = (Preferences(), reason, nil)
        }
    }

    /// Keeps these choices. Of several in a row only the last is written.
    func save(_ preferences: Preferences) {
        guard let file else { return }
        switch wish {
        case .none: write(preferences, to: file)
        case .writing, .writingThen: wish = .writingThen(preferences)
        }
    }

    private func write(_ preferences: Preferences, to file: StateFile) {
        wish = .writing
        let bytes = Array(PreferencesText.written(preferences).utf8)
        queue.async { [weak self] in
            let failure: StateFileError?
            do throws(StateFileError) {
                try file.replace(bytes)
                failure = nil
            } catch {
                failure = error
            }
            DispatchQueue.main.async { self?.written(failure) }
        }
    }

    private func written(_ failure: StateFileError?) {
        if let failure, health == .well { onProblem("could not save the preferences: \(failure)") }
        health = failure == nil ? .well : .told
        let next = wish
        wish = .none
        if case .writingThen(let preferences) = next { save(preferences) }
    }
}
