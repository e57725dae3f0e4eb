import Testing

/// Stories with servers that other people have written.
@Suite("real servers", .enabled(if: RealServer.areThere, "Tests/run starts them"))
enum RealServerStories {}
