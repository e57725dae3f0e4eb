import Messenger
import XMPPCore

/// Requests about contacts: the messenger's words and XMPP's are the same.
extension XMPPContactRequest {
    init(_ request: ContactRequest) {
        switch request {
        case .add(let address, let name, let groups):
            self = .add(address: address, name: name, groups: groups)
        case .edit(let number, let name, let groups): self = .edit(number: number, name: name, groups: groups)
        case .remove(let number): self = .remove(number: number)
        case .askToSee(let number): self = .askToSee(number: number)
        case .stopSeeing(let number): self = .stopSeeing(number: number)
        case .hideFrom(let number): self = .hideFrom(number: number)
        case .accept(let address): self = .accept(address: address)
        case .refuse(let address): self = .refuse(address: address)
        case .block(let address): self = .block(address: address)
        case .unblock(let address): self = .unblock(address: address)
        case .askLastActivity(let number): self = .askLastActivity(number: number)
        }
    }
}

extension ContactRequest {
    init(_ request: XMPPContactRequest) {
        switch request {
        case .add(let address, let name, let groups):
            self = .add(address: address, name: name, groups: groups)
        case .edit(let number, let name, let groups): self = .edit(number: number, name: name, groups: groups)
        case .remove(let number): self = .remove(number: number)
        case .askToSee(let number): self = .askToSee(number: number)
        case .stopSeeing(let number): self = .stopSeeing(number: number)
        case .hideFrom(let number): self = .hideFrom(number: number)
        case .accept(let address): self = .accept(address: address)
        case .refuse(let address): self = .refuse(address: address)
        case .block(let address): self = .block(address: address)
        case .unblock(let address): self = .unblock(address: address)
        case .askLastActivity(let number): self = .askLastActivity(number: number)
        }
    }
}

extension RequestAnswer {
    init(_ answer: XMPPRequestAnswer) {
        switch answer {
        case .done: self = .done
        case .refused(let refusal): self = .refused(reason: refusal.description)
        }
    }
}

extension SubscriptionRequest {
    init(_ request: XMPPSubscriptionRequest) {
        self.init(address: request.address.description, nickname: request.nickname, text: request.text)
    }
}

extension ContactDetails {
    init(_ details: PersonalDetails) {
        self.init(
            nickname: details.nickname, mood: details.mood, activity: details.activity, tune: details.tune)
    }
}
