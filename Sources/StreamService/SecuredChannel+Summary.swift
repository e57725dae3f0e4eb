import SASL
import Transport

extension SecuredChannel {
    /// What two ends have agreed on, as a proof sees it.
    init(_ summary: TLSSummary) {
        let version: Version =
            switch summary.version {
            case .tls12: .tls12
            case .tls13: .tls13
            }
        self.init(version: version, bindings: summary.bindings.map { ChannelBinding($0) })
    }
}

extension ChannelBinding {
    fileprivate init(_ binding: TLSBinding) {
        switch binding {
        case .exporter: self = .tlsExporter
        case .unique: self = .tlsUnique
        case .serverEndPoint: self = .tlsServerEndPoint
        }
    }

    /// What the connection makes it of.
    var binding: TLSBinding {
        switch self {
        case .tlsExporter: .exporter
        case .tlsUnique: .unique
        case .tlsServerEndPoint: .serverEndPoint
        }
    }
}
