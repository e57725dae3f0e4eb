import Dispatch
import Journal
import Transport

/// A file of the state folder that is replaced when what it holds has changed: of many changes in a row only the last
/// is written.
@MainActor
final class KeptFile {
    /// Makes the file's bytes, where that holds up nobody.
    typealias Content = @Sendable () -> [UInt8]

    private let file: StateFile
    private let what: String
    private let pause: Duration
    private let disk: KeptDisk
    private var wish = Wish.none
    private var health = Health.well

    private enum Wish {
        case none
        /// To be written when the pause is over.
        case waiting(Timer, Content)
        /// Being written.
        case writing
        /// Being written, and changed again since.
        case writingThen(Content)
    }

    private enum Health {
        case well
        case told
    }

    /// - Parameters:
    ///   - what: What it holds, for a person, such as "the preferences".
    ///   - pause: How long a change waits for others.
    init(_ file: StateFile, what: String, pause: Duration, disk: KeptDisk) {
        self.file = file
        self.what = what
        self.pause = pause
        self.disk = disk
        disk.add(self)
    }

    /// Keeps this from now on.
    func keep(_ content: @escaping Content) {
        switch wish {
        case .none:
            let timer = Timer(after: pause) { [weak self] in self?.hurry() }
            wish = .waiting(timer, content)
        case .waiting(let timer, _): wish = .waiting(timer, content)
        case .writing, .writingThen: wish = .writingThen(content)
        }
    }

    /// Begins to write what waits.
    func hurry() {
        switch wish {
        case .none, .writing: break
        case .waiting(_, let content), .writingThen(let content): write(content)
        }
    }

    private func write(_ content: @escaping Content) {
        wish = .writing
        disk.work { [file, weak self] in
            let failure: StateFileError?
            do throws(StateFileError) {
                try file.replace(content())
                failure = nil
            } catch {
                failure = error
            }
            DispatchQueue.main.async { self?.written(failure) }
        }
    }

    private func written(_ failure: StateFileError?) {
        // Once: whoever is told every time does not read it any more.
        if let failure, health == .well { disk.onProblem("could not save \(what): \(failure)") }
        health = failure == nil ? .well : .told
        let next = wish
        wish = .none
        if case .writingThen(let content) = next { keep(content) }
    }
}
