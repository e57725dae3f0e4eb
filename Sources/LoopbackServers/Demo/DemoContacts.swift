/// The invented people of the demonstration.
public enum DemoContacts {
    private static let firstNames = [
        "Bob", "Carol", "Dave", "Erin", "Frank", "Grace", "Heidi", "Ivan", "Judy", "Karim", "Leila",
        "Mallory",
        "Niaj", "Olivia", "Peggy", "Quentin", "Rupert", "Sybil", "Trent", "Ursula", "Victor", "Wendy", "Yuki",
        "Zoë",
    ]
    private static let lastNames = [
        "Abbott", "Berg", "Castro", "Dupont", "Eriksen", "Fischer", "Garcia", "Hansen", "Ito", "Jansen",
        "Kowalski",
        "Lind", "Moreau", "Novak", "Okafor", "Petrov", "Quist", "Rossi", "Silva", "Tanaka", "Ueda",
        "Virtanen",
        "Weber", "Young",
    ]
    /// Some are in two groups, one in none.
    private static let groups: [[String]] = [
        ["Friends"], ["Friends"], ["Friends"], ["Work"], ["Work"], ["Family"], ["Friends", "Work"],
        ["Family"],
        ["Work"], ["Work"], ["Friends"], [], ["Work"],
    ]

    /// So many people of this domain, always the same; names repeat with a number once all are used up.
    public static func make(_ count: Int, domain: String) -> [LoopbackContact] {
        (0..<max(count, 0)).map { number in
            let name = name(number)
            let local = name.unicodeScalars.map {
                $0 == " " ? "." : $0 == "ë" ? "e" : String($0).lowercased()
            }
            return LoopbackContact(
                address: "\(local.joined())@\(domain)", name: name, groups: groups[number % groups.count])
        }
    }

    /// The first names alone come first, then each with every last name, then all again with a number.
    private static func name(_ number: Int) -> String {
        let first = firstNames[number % firstNames.count]
        let round = number / firstNames.count
        guard round > 0 else { return first }
        let last = lastNames[(round - 1) % lastNames.count]
        let again = (round - 1) / lastNames.count
        return again == 0 ? "\(first) \(last)" : "\(first) \(last) \(again + 1)"
    }
}
