import Glibc
import Testing

/// The lines of the recording `NAME.txt` in the folder `Transcripts` beside the one of the test's file.
public func recordedLines(_ name: String, file: String = #filePath) throws -> [String] {
    let folder = file.split(separator: "/").dropLast(2).joined(separator: "/")
    let recording = try #require(fopen("/\(folder)/Transcripts/\(name).txt", "r"))
    defer { fclose(recording) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = fread(&buffer, 1, buffer.count, recording), count > 0 { bytes += buffer[..<count] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { String($0) }
}
