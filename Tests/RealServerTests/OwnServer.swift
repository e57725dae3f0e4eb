import Dispatch
import Glibc

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
    static func start(_ kind: RealServer.Kind) async throws -> OwnServer {
        let output = await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: run(kind)) }
        }
        return OwnServer(try require(RealServer(kind, printed: output), "the facts of \(kind)"))
    }

    /// What the start script prints. The paths are the environment's, for they may have any character.
    private static func run(_ kind: RealServer.Kind) -> String {
        let folder = "\"$PORCHLIGHT_SERVERS_FOLDER\"/story-\(UInt64.random(in: 0 ... .max))"
        guard let pipe = popen("\"$PORCHLIGHT_SERVERS\"/\(kind.rawValue)/start \(folder)", "r") else {
            return ""
        }
        defer { pclose(pipe) }
        var text: [UInt8] = []
        while true {
            let byte = fgetc(pipe)
            guard byte != EOF, let byte = UInt8(exactly: byte) else { break }
            text.append(byte)
        }
        return String(decoding: text, as: UTF8.self)
    }
}
