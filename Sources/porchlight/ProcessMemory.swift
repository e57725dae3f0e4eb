import CProcess

/// Keeps the program about as large as what it holds.
///
/// Applied before there is a second thread. By itself the C library gives each thread a heap of its own, and keeps what
/// was large for later: of a list of 200,000 contacts that is 30 MiB at the first start and 60 at the next, and some
/// more in each of the first minutes.
enum ProcessMemory {
    /// From so many bytes on, what is freed goes back to the system at once: more than what is made for every frame.
    static let largeSize: Int32 = 1 << 20

    /// Takes one heap for all threads, so that what one has freed is there for the others, and gives back what is large.
    static func apply() {
        // A failure cannot be mended here, and does no more than leave it as it was.
        _ = cprocess_keep_heap_small(largeSize)
    }
}
