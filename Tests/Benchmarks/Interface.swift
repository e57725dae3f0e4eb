import EventBus
import Messenger
import TerminalUI

/// What happens behind the session: the bus, the list and the screen, fed with ready events.
@MainActor
struct Interface {
    /// A flood as the messenger posts it.
    let flood: [MessengerEvent]
    private let bus: EventBus<MessengerState>
    private let subscription: Subscription<MessengerEvent>
    private var model: Model
    private let clock = ClockReading(moment: Moment(nanoseconds: 1_000_000_000), wallSeconds: 0, utcOffset: 0)

    /// An interface that shows the workload's contacts on a terminal of 80 by 24.
    init(_ workload: Workload) {
        let service = ServiceID(index: 0)
        let description = ServiceDescription(
            name: "home", address: "alice@chat.example.org", protocolName: "XMPP")
        bus = EventBus(state: MessengerState(services: [description], primary: service))
        bus.post(.statusChanged(service, old: .offline, new: .available))
        bus.post(.statusChanged(nil, old: .offline, new: .available))
        let contacts = workload.addresses.enumerated().map { place, address in
            Contact(address: address, name: "Somebody \(place)", groups: ["Group \(place / 100)"])
        }
        bus.post(.contactsReceived(service, contacts))
        let (state, subscription) = bus.subscribe()
        self.subscription = subscription
        model = Model(state: state, clock: clock, rows: 24, columns: 80)
        var random = SplitMix64(state: 2)
        let statuses: [Status] = [.available, .away, .busy, .offline]
        flood = (0..<workload.count).map { _ in
            let contact = ContactID(
                service: service,
                number: Int32.random(in: 0..<Int32(workload.addresses.count), using: &random))
            let status = statuses[Int.random(in: 0..<statuses.count, using: &random)]
            let resource = Resource(name: "phone", priority: 5, status: status, text: "in the garden")
            let presence = Presence(
                status: status, text: "in the garden", resources: status == .offline ? [] : [resource])
            return .presenceChanged(contact, presence, since: .changed(Moment(nanoseconds: 0)))
        }
        _ = model.draw()
    }

    /// Posts the flood; the subscriber drains after each `burst`, and does nothing with it.
    func post(burst: Int) {
        for (number, event) in flood.enumerated() {
            bus.post(event)
            if number % burst == burst - 1 { _ = subscription.drain() }
        }
        _ = subscription.drain()
    }

    /// Gives the model the flood, so many events at once.
    mutating func update(burst: Int) {
        var start = 0
        while start < flood.count {
            let end = min(start + burst, flood.count)
            _ = model.update(.events(Array(flood[start..<end])), at: clock)
            start = end
        }
    }

    /// Gives the model `burst` events and draws, so many times: the frames of a flood.
    mutating func draw(frames: Int, burst: Int) {
        for frame in 0..<frames {
            let start = frame * burst % max(1, flood.count - burst)
            _ = model.update(.events(Array(flood[start..<start + burst])), at: clock)
            _ = model.draw()
        }
    }
}
