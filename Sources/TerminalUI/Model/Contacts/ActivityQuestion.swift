/// What came of asking when an offline contact was there last. An answer is the contact's presence itself.
enum ActivityQuestion: Hashable {
    case asked
    case refused(reason: DisplayText)
}
