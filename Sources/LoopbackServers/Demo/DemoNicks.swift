extension DemoContacts {
    /// So many people of a demonstration on IRC, nobody connected; the same people as ``make(_:domain:)``.
    static func nicks(_ count: Int) -> [LoopbackNick] {
        make(count, domain: "").map { contact in
            let local = contact.address.utf8.dropLast().map {
                $0 == UInt8(ascii: ".") ? UInt8(ascii: "_") : $0
            }
            return LoopbackNick(String(decoding: local, as: UTF8.self), realName: contact.name)
        }
    }
}
