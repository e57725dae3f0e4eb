extension DemoContacts {
    /// How long people think before they answer a request.
    static let thinkingTime = Duration.seconds(2)

    /// The people with what makes them persons: the second has a mood and a tune, the fourth has not touched the
    /// phone for a while, whoever is not there left some time ago, and all say yes when they are asked.
    ///
    /// - Parameter now: seconds since 1970.
    static func portrayed(_ people: [LoopbackContact], now: Int64) -> [LoopbackContact] {
        people.enumerated().map { place, person in
            var person = person
            person.answer = .accepts(after: thinkingTime)
            switch place {
            case 1:
                person.events = [
                    .mood("happy", text: "the sun is out"), .tune(artist: "The Porch", title: "Light"),
                ]
            case 2: person.events = [.activity("relaxing", "reading")]
            case 3:
                let since = UTCMoment(secondsSince1970: now - 25 * 60).description
                person.apply(.present(LoopbackResource(name: "phone", priority: 5, idleSince: since)))
            case _: break
            }
            if person.resources.isEmpty {
                person.lastLeft = .init(seconds: Int64(place + 1) * 1_800, words: "good night")
            }
            return person
        }
    }
}
