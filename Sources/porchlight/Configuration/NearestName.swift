/// Finds what a person may have meant by a misspelt name.
enum NearestName {
    /// The name with the fewest slips away from `name`; nil when even that is another word.
    static func of(_ name: String, among names: [String]) -> String? {
        // Longer names are no slips of ours, and the distance costs length times length.
        guard name.utf8.count <= 40 else { return nil }
        let limit = max(1, name.utf8.count / 3)
        return names.map { (name: $0, distance: distance(Array(name.utf8), Array($0.utf8))) }
            .filter { $0.distance <= limit }
            .min { $0.distance < $1.distance }?.name
    }

    /// How many characters must be added, left out, exchanged or swapped with their neighbour to come from one word
    /// to the other (optimal string alignment).
    private static func distance(_ from: [UInt8], _ to: [UInt8]) -> Int {
        var rows = [Array(0...to.count)]
        for (line, letter) in from.enumerated() {
            var row = [line + 1]
            for (column, other) in to.enumerated() {
                let exchanged = rows[line][column] + (letter == other ? 0 : 1)
                var least = min(exchanged, row[column] + 1, rows[line][column + 1] + 1)
                if line > 0, column > 0, letter == to[column - 1], from[line - 1] == other {
                    least = min(least, rows[line - 1][column - 1] + 1)
                }
                row.append(least)
            }
            rows.append(row)
        }
        return rows[from.count][to.count]
    }
}
