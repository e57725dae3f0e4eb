/// The program. Its command line is read here; what the commands do is in Composition.swift.
@main
enum Porchlight {
    /// Where the program starts. The main thread is the main actor's.
    @MainActor
    static func main() {
        ProcessHardening.apply()
        ProcessMemory.apply()
        do {
            switch try CommandLineReader.read(CommandLine.arguments.dropFirst()) {
            case .run(let invocation): try invocation.run()
            case .tell(let text): Exit.end(telling: text)
            }
        } catch {
            Exit.end(telling: error)
        }
    }
}

/// The program's version.
enum ProgramVersion {
    /// As `--version` prints it.
    static let text = "porchlight 0.1.0"
}
