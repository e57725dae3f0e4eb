import CProcess
import Glibc

/// A pipe that a started program does not inherit by itself. Reading from it never blocks.
final class Pipe: Sendable {
    /// The end to read from.
    let readEnd: Int32
    /// The end to write to.
    let writeEnd: Int32

    /// A pipe; nil when the system has none left.
    init?() {
        var (reading, writing): (Int32, Int32) = (-1, -1)
        guard cprocess_pipe(&reading, &writing) == 0 else { return nil }
        readEnd = reading
        writeEnd = writing
    }

    // Closed only when nobody is left who could use them: a number closed earlier may be another file's by then.
    deinit {
        close(readEnd)
        close(writeEnd)
    }

    /// Makes the read end readable. To be called a few times only: a full pipe would block.
    func wake() {
        var byte: UInt8 = 1
        while write(writeEnd, &byte, 1) < 0, errno == EINTR {}
    }
}
