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

    /// The unread events, oldest first, and those whose places are in the gaps.
    @usableFromInline var queue: [Event] = []
    /// The places in the queue of events that newer ones of their keys have replaced.
    @usableFromInline var gaps: [Int] = []
    /// Where in the queue the unread event of a key is.
    @usableFromInline var places: [Event.ConflationKey: Int] = [:]
    /// The places below this stand before a transition.
    @usableFromInline var settled = 0
    @usableFromInline var announced: Wake?

    /// The number of unread events.
    public var count: Int { queue.count - gaps.count }

    @usableFromInline init() {}

    /// Room for so many events is kept from drain to drain: for those of one frame in a flood.
    @usableFromInline static var keptRoom: Int { 8192 }

    /// The unread events in posting order; they are then read.
    @inlinable
    public func drain() -> [Event] {
        if !gaps.isEmpty { closeGaps() }
        // Handed over as they are: nothing is copied.
        let events = queue
        queue = []
        if events.count > 64 { queue.reserveCapacity(min(events.count, Self.keptRoom)) }
        places.removeAll(keepingCapacity: places.count <= Self.keptRoom)
        settled = 0
        announced = nil
        return events
    }

    @inlinable
    func accept(_ event: Event) {
        guard let key = event.conflationKey else {
            queue.append(event)
            settled = queue.count
            announce(.transition)
            return
        }
        let end = queue.count
        let older = claim(&places[key, default: end], or: end)
        if older < settled {
            gaps.append(older)
        } else if older < end {
            queue[older] = event
            return
        }
        queue.append(event)
        if gaps.count > queue.count / 2 + 1024 { compact() }
        announce(.conflatable)
    }

    /// A newer event takes the older one's place, or the end's where that stands before a transition: it may only mean
    /// something after that. Returns the place that there was.
    @inlinable
    func claim(_ place: inout Int, or end: Int) -> Int {
        let older = place
        if older < settled { place = end }
        return older
    }

    /// Closes the gaps. Done when more than half of the queue is gaps, so its cost per event is constant.
    @inlinable
    func compact() {
        closeGaps()
        settled = queue.count
        for (place, event) in queue.enumerated() {
            if let key = event.conflationKey { places[key] = place }
        }
    }

    @inlinable
    func closeGaps() {
        let gone = Set(gaps)
        queue = queue.indices.filter { !gone.contains($0) }.map { queue[$0] }
        gaps = []
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
