import Messenger

/// The status picker while it is open: a choice by arrows, and the status text.
struct PickerState: Hashable {
    static let choices: [Status] = [
        .available, .busy, .beRightBack, .away, .onThePhone, .outToLunch, .invisible,
    ]

    private(set) var place: Int
    var text: TextField

    init(_ presence: OwnPresence) {
        place = Self.choices.firstIndex(of: presence.status) ?? 0
        text = TextField(presence.text)
    }

    var presence: OwnPresence { OwnPresence(status: Self.choices[place], text: text.text) }

    mutating func move(by step: Int) {
        place = (place + step + Self.choices.count) % Self.choices.count
    }
}
