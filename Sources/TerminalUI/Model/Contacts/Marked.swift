/// A contact that is to be merged with another.
struct Marked: Hashable {
    let address: People.Address
    let name: DisplayText
}
