/// What one stream may hold at most, so that no server can make the program grow.
struct XMLStreamLimits {
    /// Bytes of one stanza that is kept, its tags included; in a roster's result, of one item.
    let stanza = 256 * 1024
    /// Bytes of one tag in what anybody may send, of which nothing is kept: several times what servers take from one
    /// another (512 KiB is usual), since a server may write it longer than it came.
    let foreignTag = 4 * 1024 * 1024
    /// Levels of elements, the stanza itself being the first.
    let depth = 32
    /// Attributes of one element.
    let attributes = 64
    /// Namespaces declared at one place, the stream's own included.
    let namespaces = 64
    /// Bytes of one namespace, and of one local name.
    let name = 1024
    /// Elements of one stanza that is kept as a tree.
    let elements = 16_384
    /// Items of one contact list, and of one block list.
    let listItems = 200_000
    /// Bytes of one such list.
    let list = 64 * 1024 * 1024
    /// Elements of an event in a message, and how deep and how wide they are; a larger one is left out.
    let event = (elements: 64, depth: 12, attributes: 16)
    /// Different names before another parser goes on, since a parser keeps each; and likewise in one stanza of the
    /// server.
    let vocabulary = 4096
}
