/// One reader of a bus: the events that it has not drained yet.
@MainActor
public final class Subscription<Event: BusEvent> {
    /// Why a subscription asks to be drained.
    public enum Wake: Sendable {
        /// A transition is waiting: worth showing at once.
        case transition
        /// Only conflatable events are waiting: the next frame is early enough.
        case conflatable
    }

    /// Called when the first event comes to be waiting after a drain, and once more for the first transition
    /// if that one was conflatable. It must not drain; it says that there is something to drain.
    public var onWake: @MainActor (Wake) -> Void = { _ in }

    /// The unread events, oldest first. A nil is the place of an event that a newer one of its key replaced.
    @usableFromInline var queue: [Event?] = []
    /// Where in the queue the unread event of a key is.
    @usableFromInline var places: [Event.ConflationKey: Int] = [:]
    @usableFromInline var replaced = 0
    @usableFromInline var announced: Wake?

    /// The number of unread events.
    public var count: Int { queue.count - replaced }

    @usableFromInline init() {}

    /// The unread events in posting order; they are then read.
    @inlinable
    public func drain() -> [Event] {
        defer {
            queue.removeAll(keepingCapacity: queue.count <= 1024)
            places.removeAll(keepingCapacity: places.count <= 1024)
            replaced = 0
            announced = nil
        }
        return queue.compactMap { $0 }
    }

    @inlinable
    func accept(_ event: Event) {
        guard let key = event.conflationKey else {
            queue.append(event)
            announce(.transition)
            return
        }
        // The newer event takes a new place at the end, never the older one's: it may only mean something
        // after a transition posted between the two.
        if let place = places.updateValue(queue.count, forKey: key) {
            queue[place] = nil
            replaced += 1
        }
        queue.append(event)
        if replaced > queue.count / 2 + 1024 { compact() }
        announce(.conflatable)
    }

    /// Closes the gaps. Done when more than half of the queue is gaps, so its cost per event is constant.
    @inlinable
    func compact() {
        queue.removeAll { $0 == nil }
        replaced = 0
        for (place, event) in queue.enumerated() {
            if let key = event?.conflationKey { places[key] = place }
        }
    }

    @inlinable
    func announce(_ wake: Wake) {
        switch (announced, wake) {
        case (nil, _), (.conflatable, .transition):
            announced = wake
            onWake(wake)
        case (.transition, _), (.conflatable, .conflatable):
            break
        }
    }
}
