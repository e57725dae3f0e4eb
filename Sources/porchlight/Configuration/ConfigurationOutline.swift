/// Where each key of a TOML document stands, in the order of the text.
///
/// The TOML library sorts its tables and forgets the places; the order of the accounts, and the line of a
/// mistake, come from here. Of a document that the library refuses, only ``obstacle`` means something.
struct ConfigurationOutline {
    /// Where each key stands first.
    private(set) var positions: [[String]: TextPosition] = [:]
    /// The keys in the order of their first places.
    private(set) var order: [[String]] = []
    /// The first mistake at which the library would end the program.
    private(set) var obstacle: SyntaxObstacle?
    /// Where an escape stands for NUL. The library's strings end there.
    private(set) var escapedNUL: TextPosition?

    /// The outline of the document in `bytes`.
    init(_ bytes: [UInt8]) {
        var scanner = OutlineScanner(bytes)
        scanner.scanDocument { path, position in note(path, at: position) }
        escapedNUL = scanner.escapedNUL
        obstacle = scanner.obstacle
    }

    /// The place of a key, or of the nearest section around it.
    func position(of path: [String]) -> TextPosition? {
        var path = path
        while !path.isEmpty {
            if let position = positions[path] { return position }
            path.removeLast()
        }
        return nil
    }

    /// The names directly under `path`, in the order of the text.
    func names(under path: [String]) -> [String] {
        var seen: Set<String> = []
        return order.compactMap { entry in
            guard entry.count > path.count, entry.starts(with: path) else { return nil }
            let name = entry[path.count]
            return seen.insert(name).inserted ? name : nil
        }
    }

    /// Notes a key, and the sections around it that have no line of their own.
    private mutating func note(_ path: [String], at position: TextPosition) {
        for length in 1...max(1, path.count) {
            let path = Array(path.prefix(length))
            guard positions[path] == nil else { continue }
            positions[path] = position
            order.append(path)
        }
    }
}
