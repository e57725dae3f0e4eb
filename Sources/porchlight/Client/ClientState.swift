import Journal

/// Where the client keeps what it remembers between runs, and the right to change it.
struct ClientState: Sendable {
    /// Where it is kept.
    enum Place: Sendable {
        /// In this folder, which no other client may change meanwhile.
        case folder(StateFolder, StateLock)
        /// Nowhere. It is remembered as long as the client runs.
        case memory
    }

    /// Where it is kept.
    let place: Place
    /// Why it is not kept, in one line for a person; nil when it is, or when it is not to be.
    let problem: String?

    /// Nothing is kept.
    static let none = ClientState(place: .memory, problem: nil)

    /// The usual folder. Where there can be none, that is told, and the client does without.
    ///
    /// - Throws: ``AlreadyRunning`` when another client has it.
    static func open(_ environment: [String: String]) throws(AlreadyRunning) -> ClientState {
        guard let folder = StateFolder(environment: environment) else {
            return ClientState(place: .memory, problem: "nothing is kept: no home folder is known")
        }
        do throws(StateFileError) {
            try folder.make()
        } catch {
            return ClientState(place: .memory, problem: "could not save in \(folder.path): \(error)")
        }
        do throws(StateLock.Refusal) {
            return ClientState(place: .folder(folder, try StateLock.take(in: folder)), problem: nil)
        } catch {
            switch error {
            case .held(let process): throw AlreadyRunning(process: process)
            case .failed(let error):
                return ClientState(place: .memory, problem: "could not save in \(folder.path): \(error)")
            }
        }
    }

    /// The path of a file in the folder; nil when nothing is kept.
    func file(_ name: String) -> String? {
        switch place {
        case .folder(let folder, _): folder.file(name)
        case .memory: nil
        }
    }
}

/// Another client runs with the same state folder.
struct AlreadyRunning: Error, Equatable, CustomStringConvertible {
    /// Its process number, where it could be read.
    let process: Int32?

    /// What is told, in one line.
    var description: String { process.map { "already running (pid \($0))" } ?? "already running" }
}
