/// Collects the bytes of one UTF-8 character (RFC 3629): no overlong form, no surrogate.
struct UTF8Collector {
    enum Outcome: Equatable {
        case incomplete
        case complete(Unicode.Scalar)
        case invalid
    }

    private var value: UInt32
    private var missing: Int
    private let minimum: UInt32

    /// Nil when the byte begins no character of more than one byte.
    init?(lead: UInt8) {
        switch lead {
        case 0xC2...0xDF: (value, missing, minimum) = (UInt32(lead & 0x1F), 1, 0x80)
        case 0xE0...0xEF: (value, missing, minimum) = (UInt32(lead & 0x0F), 2, 0x800)
        case 0xF0...0xF4: (value, missing, minimum) = (UInt32(lead & 0x07), 3, 0x10000)
        default: return nil
        }
    }

    mutating func take(_ byte: UInt8) -> Outcome {
        guard byte & 0xC0 == 0x80 else { return .invalid }
        value = value << 6 | UInt32(byte & 0x3F)
        missing -= 1
        guard missing == 0 else { return .incomplete }
        // C1 controls are no text, however they are spelled.
        guard value >= minimum, value >= 0xA0, let scalar = Unicode.Scalar(value) else { return .invalid }
        return .complete(scalar)
    }
}
