import Testing

// Whole sign-ins and sign-outs over real sockets, from the messenger to a server on 127.0.0.1 and back.
//
// They are told one after another, for they share the main queue, and some watch the time.
@Suite("flow stories", .serialized)
enum FlowStories {}
