/// Bytes of the terminal's input in, keys out.
///
/// A key may be split over reads at any byte. Bytes that follow an Esc within its delay and are no known key
/// are one ``Key/unknown``: a terminal whose sequences are not known must never press a shortcut. The shell
/// tells by ``silencePassed()`` that nothing came for as long as ``awaitedSilence``.
public struct KeyDecoder: Sendable {
    /// The most bytes kept of a paste; what is longer is cut.
    public static let maximumPaste = 65_536
    /// How long a sequence without an end may become.
    private static let maximumSequence = 64

    private enum State {
        case ground
        /// Within a UTF-8 character.
        case character(UTF8Collector)
        /// After Esc, or after two.
        case escape(alt: Bool)
        /// After Esc [, with the bytes since.
        case controlSequence([UInt8], alt: Bool)
        /// After Esc [ [, the Linux console's function keys.
        case consoleFunction
        /// After Esc O, with the bytes since.
        case singleShift([UInt8], alt: Bool)
        /// After an Esc and something unknown: all that comes within the delay belongs to it.
        case swallowing
        /// Within a bracketed paste.
        case paste(PasteCollector)
    }

    private var state = State.ground

    /// A decoder that has seen nothing.
    public init() {}

    /// How long nothing must come for what has come to be complete; nil when it is complete, or when only more
    /// can make it so.
    ///
    /// A paste whose end never comes must not take the keyboard for ever, but one that only falters on its way must
    /// not turn into keys: its silence is long.
    public var awaitedSilence: Duration? {
        switch state {
        case .escape, .controlSequence, .consoleFunction, .singleShift, .swallowing: .milliseconds(25)
        case .paste: .seconds(5)
        case .ground, .character: nil
        }
    }

    /// The keys that are complete with these bytes.
    public mutating func decode(_ bytes: some Sequence<UInt8>) -> [Key] {
        var keys: [Key] = []
        for byte in bytes {
            if let key = decode(byte) { keys.append(key) }
        }
        return keys
    }

    /// The keys that are complete because nothing followed.
    public mutating func silencePassed() -> [Key] {
        switch state {
        case .ground, .character: return []
        case .escape:
            state = .ground
            return [.escape]
        case .controlSequence, .consoleFunction, .singleShift:
            state = .ground
            return [.unknown]
        case .swallowing:
            state = .ground
            return []
        case .paste(let collector):
            state = .ground
            return [.paste(collector.text)]
        }
    }

    private mutating func decode(_ byte: UInt8) -> Key? {
        switch state {
        case .ground: return decodeGround(byte)
        case .character(let collector): return decode(byte, in: collector)
        case .escape(let alt): return decodeAfterEscape(byte, alt: alt)
        case .controlSequence(let bytes, let alt): return decode(byte, inControlSequence: bytes, alt: alt)
        case .consoleFunction:
            state = .ground
            return (0x41...0x45).contains(byte) ? .named(.function(Int(byte) - 0x40), []) : swallow()
        case .singleShift(let bytes, let alt): return decode(byte, inSingleShift: bytes, alt: alt)
        case .swallowing:
            if byte == 0x1B { state = .escape(alt: false) }
            return nil
        case .paste(var collector):
            if let text = collector.take(byte) {
                state = .ground
                return .paste(text)
            }
            state = .paste(collector)
            return nil
        }
    }

    private mutating func decodeGround(_ byte: UInt8) -> Key? {
        state = .ground
        switch byte {
        case 0x1B:
            state = .escape(alt: false)
            return nil
        case 0x0A, 0x0D: return .enter
        case 0x09: return .tab
        case 0x08, 0x7F: return .backspace
        case 0x01...0x1A: return .control(Unicode.Scalar(byte + 0x60))
        case 0x00...0x1F: return .unknown
        case 0x20...0x7E: return .text(Unicode.Scalar(byte))
        default:
            guard let collector = UTF8Collector(lead: byte) else { return .unknown }
            state = .character(collector)
            return nil
        }
    }

    private mutating func decode(_ byte: UInt8, in collector: UTF8Collector) -> Key? {
        var collector = collector
        switch collector.take(byte) {
        case .incomplete:
            state = .character(collector)
            return nil
        case .complete(let scalar):
            state = .ground
            return .text(scalar)
        case .invalid:
            // The broken character is dropped; the byte may begin a key.
            return decodeGround(byte)
        }
    }

    private mutating func decodeAfterEscape(_ byte: UInt8, alt: Bool) -> Key? {
        switch byte {
        case 0x1B: state = .escape(alt: true)
        case 0x5B: state = .controlSequence([], alt: alt)
        case 0x4F: state = .singleShift([], alt: alt)
        default: return swallow()
        }
        return nil
    }

    private mutating func decode(_ byte: UInt8, inControlSequence bytes: [UInt8], alt: Bool) -> Key? {
        switch byte {
        case 0x5B where bytes.isEmpty:
            state = .consoleFunction
            return nil
        case 0x24 where bytes.last.map { (0x30...0x39).contains($0) } == true,
            0x40...0x7E:
            return finish(ControlSequence(parameters: bytes, final: byte).key, alt: alt)
        case 0x20...0x3F where bytes.count < Self.maximumSequence:
            state = .controlSequence(bytes + [byte], alt: alt)
            return nil
        case 0x1B:
            state = .escape(alt: false)
            return .unknown
        default:
            return swallow()
        }
    }

    private mutating func decode(_ byte: UInt8, inSingleShift bytes: [UInt8], alt: Bool) -> Key? {
        switch byte {
        case 0x30...0x3B where bytes.count < Self.maximumSequence:
            state = .singleShift(bytes + [byte], alt: alt)
            return nil
        case 0x1B:
            state = .escape(alt: false)
            return .unknown
        default:
            return finish(ControlSequence(parameters: bytes, final: byte).singleShiftKey, alt: alt)
        }
    }

    private mutating func finish(_ meaning: ControlSequence.Meaning, alt: Bool) -> Key? {
        state = .ground
        switch meaning {
        case .key(.named(let key, let modifiers)) where alt:
            return .named(key, modifiers.union(.alt))
        case .key(let key): return alt ? .unknown : key
        case .pasteBegins:
            state = .paste(PasteCollector())
            return nil
        case .unknown: return swallow()
        }
    }

    private mutating func swallow() -> Key {
        state = .swallowing
        return .unknown
    }
}
