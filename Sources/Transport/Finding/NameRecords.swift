import CCares
import Glibc

/// What a question about a name can be for.
enum NameQuestion: Hashable, Sendable {
    /// The IPv6 addresses (RFC 3596).
    case address6
    /// The IPv4 addresses (RFC 1035 section 3.4.1).
    case address4
    /// The servers of a service (RFC 2782).
    case service

    /// The number of the kind of record in a question.
    var type: Int32 {
        switch self {
        case .address6: 28
        case .address4: 1
        case .service: 33
        }
    }
}

/// Reads the records out of a name server's answer, as it came.
enum NameRecords {
    /// So many addresses of a family are looked at.
    static let addressLimit = 8

    /// The addresses of the family in an answer.
    static func addresses(_ answer: [UInt8], _ question: NameQuestion) -> Result<
        [LiteralAddress], NameFailure
    > {
        let found =
            switch question {
            case .address6: addresses6(answer)
            case .address4: addresses4(answer)
            case .service: (ARES_EBADRESP, [LiteralAddress]())
            }
        if let failure = NameFailure(status: found.0) { return .failure(failure) }
        return found.1.isEmpty ? .failure(.noSuchRecord) : .success(found.1)
    }

    private static func addresses6(_ answer: [UInt8]) -> (Int32, [LiteralAddress]) {
        var count = Int32(addressLimit)
        var found = [ares_addr6ttl](repeating: ares_addr6ttl(), count: addressLimit)
        let code = ares_parse_aaaa_reply(answer, Int32(answer.count), nil, &found, &count)
        let bytes = found.prefix(Int(max(0, count))).map { entry in
            withUnsafeBytes(of: entry.ip6addr) { Array($0) }
        }
        return (code, bytes.map { .version6($0) })
    }

    private static func addresses4(_ answer: [UInt8]) -> (Int32, [LiteralAddress]) {
        var count = Int32(addressLimit)
        var found = [ares_addrttl](repeating: ares_addrttl(), count: addressLimit)
        let code = ares_parse_a_reply(answer, Int32(answer.count), nil, &found, &count)
        let bytes = found.prefix(Int(max(0, count))).map { entry in
            withUnsafeBytes(of: entry.ipaddr) { Array($0) }
        }
        return (code, bytes.map { .version4($0) })
    }

    /// The servers in an answer, in its order.
    static func services(_ answer: [UInt8]) -> ServerSearch.Answer {
        var list: UnsafeMutablePointer<ares_srv_reply>?
        let code = ares_parse_srv_reply(answer, Int32(answer.count), &list)
        defer { if let list { ares_free_data(list) } }
        if let failure = NameFailure(status: code) { return .failure(failure) }
        let records = sequence(first: list, next: { $0?.pointee.next })
            .prefix { $0 != nil }.prefix(ServerSearch.recordLimit)
            .compactMap { $0?.pointee }
            .map { entry in
                SRVRecord(
                    priority: entry.priority, weight: entry.weight, port: entry.port,
                    target: entry.host.map { String(cString: $0) } ?? "")
            }
        return records.isEmpty ? .failure(.noSuchRecord) : .success(Array(records))
    }
}

extension NameFailure {
    /// What the library's code means; nil for success.
    init?(status: Int32) {
        switch status {
        case ARES_SUCCESS: return nil
        case ARES_ENODATA: self = .noSuchRecord
        case ARES_ENOTFOUND, ARES_EBADNAME: self = .noSuchName
        case ARES_ETIMEOUT: self = .serverSilent
        default: self = .serverFailed
        }
    }
}
