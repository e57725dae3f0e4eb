import Dispatch
import Glibc
import Storytelling

/// A server that one story has for itself, to be stopped or killed. It ends with the value; Tests/run ends it otherwise.
final class OwnServer: Sendable {
    let facts: RealServer

    private init(_ facts: RealServer) {
        self.facts = facts
    }

    deinit {
        facts.send(SIGKILL)
    }

    /// Starts one, in a folder of its own among those of Tests/run.
    ///
    /// - Parameter wishes: What its start script knows beside its certificate, such as "sasl2".
    static func start(_ kind: RealServer.Kind, _ wishes: [String] = []) async throws -> OwnServer {
        let printed = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(returning: output(ofStarting: kind, wishes))
            }
        }
        return OwnServer(try require(RealServer(kind, printed: printed), "the facts of \(kind)"))
    }

    /// What the start script prints. The shell puts the paths in, for they may have any character.
    private static func output(ofStarting kind: RealServer.Kind, _ wishes: [String]) -> String {
        let folder = "\"$PORCHLIGHT_SERVERS_FOLDER\"/story-\(UInt64.random(in: 0 ... .max))"
        let arguments = wishes.isEmpty ? "" : (["server"] + wishes).joined(separator: " ")
        let command = "\"$PORCHLIGHT_SERVERS\"/\(kind.rawValue)/start \(folder) \(arguments) < /dev/null"
        guard let pipe = popen(command, "r") else { return "" }
        defer { pclose(pipe) }
        var text: [UInt8] = []
        while let byte = UInt8(exactly: fgetc(pipe)) { text.append(byte) }
        return String(decoding: text, as: UTF8.self)
    }
}
