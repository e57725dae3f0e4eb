import EventBus
import Testing

/// A small program's events: contacts' presence, and everything else.
private enum Event: BusEvent, Equatable {
    case presence(contact: Int, value: Int)
    case transition(Int)

    var conflationKey: Int? {
        switch self {
        case .presence(let contact, _): contact
        case .transition: nil
        }
    }
}

private struct Sums: BusState {
    var events = 0
    mutating func apply(_ event: Event) { events += 1 }
}

@MainActor
@Suite("The event bus")
struct EventBusTests {
    @Test("every subscriber sees every event in posting order")
    func order() {
        let bus = EventBus(state: Sums())
        let (_, first) = bus.subscribe()
        let (_, second) = bus.subscribe()
        let events: [Event] = [.transition(1), .presence(contact: 7, value: 1), .transition(2)]
        for event in events { bus.post(event) }
        #expect(first.drain() == events)
        #expect(second.drain() == events)
        #expect(first.drain() == [])
    }

    @Test("a late subscriber gets the state and exactly the events after it")
    func snapshot() {
        let bus = EventBus(state: Sums())
        bus.post(.transition(1))
        let (state, subscription) = bus.subscribe()
        bus.post(.transition(2))
        #expect(state.events == 1)
        #expect(subscription.drain() == [.transition(2)])
        #expect(bus.state.events == 2)
    }

    @Test("a newer presence replaces the unread older one, after any transition between the two")
    func conflation() {
        let bus = EventBus(state: Sums())
        let (_, subscription) = bus.subscribe()
        bus.post(.presence(contact: 1, value: 10))
        bus.post(.transition(1))
        bus.post(.presence(contact: 2, value: 20))
        bus.post(.presence(contact: 1, value: 11))
        #expect(subscription.count == 3)
        #expect(
            subscription.drain() == [
                .transition(1), .presence(contact: 2, value: 20), .presence(contact: 1, value: 11),
            ])
    }

    @Test("without a transition between the two the newer presence stands where the older one stood")
    func conflationInPlace() {
        let bus = EventBus(state: Sums())
        let (_, subscription) = bus.subscribe()
        bus.post(.transition(1))
        bus.post(.presence(contact: 1, value: 10))
        bus.post(.presence(contact: 2, value: 20))
        bus.post(.presence(contact: 1, value: 11))
        #expect(subscription.count == 3)
        #expect(
            subscription.drain() == [
                .transition(1), .presence(contact: 1, value: 11), .presence(contact: 2, value: 20),
            ])
    }

    @Test("whatever is posted: the newest presence of each, once, between the same transitions")
    func conflationAmongTransitions() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<40 {
            let bus = EventBus(state: Sums())
            let (_, subscription) = bus.subscribe()
            for _ in 0..<3 {
                var transitions = 0
                var newest: [Int: (value: Int, transitions: Int)] = [:]
                for step in 0..<Int.random(in: 0..<4000, using: &random) {
                    if Int.random(in: 0..<8, using: &random) == 0 {
                        transitions += 1
                        bus.post(.transition(transitions))
                    } else {
                        let contact = Int.random(in: 0..<20, using: &random)
                        newest[contact] = (step, transitions)
                        bus.post(.presence(contact: contact, value: step))
                    }
                }
                #expect(subscription.count == transitions + newest.count)
                check(subscription.drain(), transitions, newest)
            }
        }
    }

    private func check(
        _ events: [Event], _ transitions: Int, _ newest: [Int: (value: Int, transitions: Int)]
    ) {
        var passed = 0
        var seen: Set<Int> = []
        for event in events {
            switch event {
            case .transition(let number):
                passed += 1
                #expect(number == passed)
            case .presence(let contact, let value):
                #expect(seen.insert(contact).inserted)
                #expect(newest[contact]?.value == value)
                #expect(newest[contact]?.transitions == passed)
            }
        }
        #expect(passed == transitions)
        #expect(seen.count == newest.count)
    }

    @Test("what was drained is not replaced any more")
    func conflationEndsWithTheDrain() {
        let bus = EventBus(state: Sums())
        let (_, subscription) = bus.subscribe()
        bus.post(.presence(contact: 1, value: 10))
        #expect(subscription.drain() == [.presence(contact: 1, value: 10)])
        bus.post(.presence(contact: 1, value: 11))
        #expect(subscription.drain() == [.presence(contact: 1, value: 11)])
    }

    @Test("a subscriber is woken once, and once more for the first transition behind a presence")
    func wake() {
        let bus = EventBus(state: Sums())
        let (_, subscription) = bus.subscribe()
        var wakes: [Subscription<Event>.Wake] = []
        subscription.onWake = { wakes.append($0) }
        bus.post(.presence(contact: 1, value: 1))
        bus.post(.presence(contact: 2, value: 1))
        #expect(wakes == [.conflatable])
        bus.post(.transition(1))
        bus.post(.transition(2))
        bus.post(.presence(contact: 2, value: 2))
        #expect(wakes == [.conflatable, .transition])
        _ = subscription.drain()
        bus.post(.transition(3))
        #expect(wakes == [.conflatable, .transition, .transition])
    }

    @Test("a dropped subscription gets nothing, and a view may subscribe while being woken")
    func subscriptionsComeAndGo() {
        let bus = EventBus(state: Sums())
        var (_, subscription): (Sums, Subscription<Event>?) = bus.subscribe()
        var late: Subscription<Event>?
        subscription?.onWake = { _ in late = bus.subscribe().subscription }
        bus.post(.transition(1))
        #expect(late?.drain() == [])
        subscription = nil
        bus.post(.transition(2))
        #expect(late?.drain() == [.transition(2)])
    }

    @Test("a million presences and a thousand transitions to a subscriber that reads rarely")
    func flood() {
        let bus = EventBus(state: Sums())
        let (_, subscription) = bus.subscribe()
        let contacts = 500
        var newest = [Int](repeating: -1, count: contacts)
        var seen = [Int](repeating: -1, count: contacts)
        var transitions: [Int] = []
        var longest = 0
        var before = residentBytes()
        func read() {
            longest = max(longest, subscription.count)
            for event in subscription.drain() {
                switch event {
                case .presence(let contact, let value): seen[contact] = value
                case .transition(let number): transitions.append(number)
                }
            }
        }
        for step in 0..<1_000_000 {
            let contact = (step &* 7919) % contacts
            newest[contact] = step
            bus.post(.presence(contact: contact, value: step))
            if step % 1000 == 0 { bus.post(.transition(step / 1000)) }
            if step % 250_000 == 249_999 { read() }
            if step == 260_000 { before = residentBytes() }
        }
        read()
        #expect(transitions == Array(0..<1000))
        #expect(seen == newest)
        #expect(longest <= contacts + 250)
        #expect(residentBytes() - before < 4 << 20)
    }
}
