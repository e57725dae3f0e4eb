import Messenger

extension MessengerState {
    /// The contact's presence; unknown for a contact that does not exist, and while its service is offline,
    /// whatever was told of it last: nobody is shown as present whom no session vouches for.
    func presence(of contact: ContactID) -> Presence {
        let (service, place) = (contact.service.index, Int(contact.number))
        // In place: a service's state is large, and this is asked for every presence.
        guard services.indices.contains(service), services[service].status != .offline,
            services[service].presences.indices.contains(place)
        else { return .unknown }
        return services[service].presences[place]
    }

    /// The contact's entry in the list; nil for a contact that does not exist.
    func entry(of contact: ContactID) -> Contact? {
        let (service, place) = (contact.service.index, Int(contact.number))
        guard services.indices.contains(service), services[service].contacts.indices.contains(place) else {
            return nil
        }
        return services[service].contacts[place]
    }

    /// Since when the contact has had this presence, as far as this session knows.
    func presenceMoment(of contact: ContactID) -> Moment? {
        let service = contact.service.index
        return services.indices.contains(service)
            ? services[service].presenceMoment(of: contact.number) : nil
    }

    /// What the contact tells of themselves; nil where they tell nothing, and while the service is offline.
    func details(of contact: ContactID) -> ContactDetails? {
        guard let service = self[contact.service], service.status != .offline else { return nil }
        return service.details[contact.number]
    }
}
