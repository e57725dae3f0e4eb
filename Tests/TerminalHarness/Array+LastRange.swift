extension Array where Element == UInt8 {
    /// Where the bytes last begin; nil when they are nowhere.
    func lastRange(of pattern: [UInt8]) -> Int? {
        guard !pattern.isEmpty, count >= pattern.count else { return nil }
        return stride(from: count - pattern.count, through: 0, by: -1).first { start in
            self[start..<start + pattern.count].elementsEqual(pattern)
        }
    }
}
