/// How we stand with others during a session, beside the contact list itself.
struct XMPPStanding {
    var visibility = XMPPVisibility.absent
    var hidingOffer = XMPPHidingOffer.unknown
    var blocking = XMPPBlocking.unknown
    var asking = AskingAddresses()
    var details = PersonalDetailsBook()
}
