/// What travels on a bus: a closed enum of one program's events.
public protocol BusEvent: Sendable {
    /// Names the one thing whose newest state matters more than its history, or is nil for a transition.
    ///
    /// Of two unread events with the same key only the newer one is kept. A transition (nil) is never
    /// dropped, merged or reordered.
    var conflationKey: ConflationKey? { get }

    /// The type of the keys; cheap to hash, since it is hashed for each posted event of that kind.
    associatedtype ConflationKey: Hashable & Sendable
}

/// What a bus knows after all events posted so far: what a late subscriber must see first.
public protocol BusState: Sendable {
    /// The events that change this state.
    associatedtype Event: BusEvent

    /// Takes the event into account.
    mutating func apply(_ event: Event)
}

/// Forwards typed events to every subscriber, in posting order.
///
/// The bus lives on the main actor and needs no lock. Posting never waits for a subscriber: a slow one has
/// its events kept until it drains them, with conflatable events (``BusEvent/conflationKey``) kept once a
/// key, so that its memory is bounded by the number of keys plus the transitions that it has not read.
@MainActor
public final class EventBus<State: BusState> {
    /// The state after all events posted so far.
    public var state: State { current }

    @usableFromInline var current: State

    @usableFromInline var subscriptions: [WeakSubscription] = []

    /// By reference: to copy a weak reference costs more than to follow it.
    @usableFromInline @MainActor final class WeakSubscription {
        @usableFromInline weak var value: Subscription<State.Event>?

        @usableFromInline init(value: Subscription<State.Event>) {
            self.value = value
        }
    }

    /// A bus whose first subscriber sees `state`.
    public init(state: State) {
        current = state
    }

    /// Applies the event to the state and hands it to every subscriber.
    ///
    /// Inlinable, as all that happens for each event, so that the compiler makes it for the one type of event that
    /// a program has: otherwise its cost is three times as high.
    @inlinable
    public func post(_ event: State.Event) {
        current.apply(event)
        var someEnded = false
        for subscription in subscriptions {
            if let subscription = subscription.value {
                subscription.accept(event)
            } else {
                someEnded = true
            }
        }
        if someEnded { subscriptions.removeAll { $0.value == nil } }
    }

    /// A subscription, and the state that its first event will change: both taken in the same moment, so
    /// nothing is missed and nothing is seen twice.
    ///
    /// The subscription ends when its last reference goes.
    public func subscribe() -> (state: State, subscription: Subscription<State.Event>) {
        let subscription = Subscription<State.Event>()
        subscriptions.append(WeakSubscription(value: subscription))
        return (state, subscription)
    }
}
