import Testing

/// The stories about the real program. One at a time: some press keys in the rhythm of a hand, which a machine with
/// fifty programs at once does not keep.
@Suite("The real program in a terminal", .serialized) enum Stories {}
