/// Contacts share groups: of those of many contacts there is one copy, so that a long list needs less memory.
struct GroupSets {
    /// More combinations are in no list that a person has made.
    static let limit = 256

    private var known: Set<[String]> = []

    /// The same groups, in the copy that others have where there is one.
    mutating func shared(_ groups: [String]) -> [String] {
        guard !groups.isEmpty else { return groups }
        guard let place = known.firstIndex(of: groups) else {
            if known.count < Self.limit { known.insert(groups) }
            return groups
        }
        // What only looks the same stays as the server has it.
        return zip(known[place], groups).allSatisfy { sameBytes($0, $1) } ? known[place] : groups
    }
}
