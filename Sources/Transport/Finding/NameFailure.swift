/// Why a question about a name led to nothing.
enum NameFailure: Error, Hashable, Sendable {
    /// There is no such name.
    case noSuchName
    /// The name has nothing of the kind that was asked for.
    case noSuchRecord
    /// The name server refused, could not be reached, or could not answer.
    case serverFailed
    /// The name server did not answer in time.
    case serverSilent

    /// The failure as one of the connection that was to be made.
    func error(host: String) -> TransportError {
        switch self {
        case .noSuchName: .nameNotFound(host: host)
        case .noSuchRecord: .noAddress(host: host)
        case .serverFailed: .nameServerFailed(host: host)
        case .serverSilent: .nameServerSilent(host: host)
        }
    }

    /// Of two failures to find one name, the one that tells more: that there is no such name says all.
    func orMoreTelling(_ other: NameFailure) -> NameFailure {
        for failure in [NameFailure.noSuchName, .serverSilent, .serverFailed]
        where [self, other].contains(failure) {
            return failure
        }
        return .noSuchRecord
    }
}
