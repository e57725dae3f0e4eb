import Messenger

/// What a person may allow after all, while they are asked: it takes a typed word.
struct ConsentState: Hashable {
    let service: ServiceID
    let consent: Consent
    var field = TextField()
    var problem = DisplayText.empty

    init(service: ServiceID, consent: Consent) {
        self.service = service
        self.consent = consent
    }

    /// The word that allows it.
    var word: String {
        switch consent {
        case .key: "trust"
        case .weakerProof: "weaker"
        }
    }

    /// Whether the word is there, in whatever case and with blanks around it.
    var isGiven: Bool {
        let words = field.text.lowercased().split(separator: " ")
        return words.count == 1 && words[0].utf8.elementsEqual(word.utf8)
    }
}
