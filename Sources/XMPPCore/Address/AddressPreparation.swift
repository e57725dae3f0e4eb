import CIDN
import Glibc

/// Brings the parts of an address into the form in which they are compared (RFC 6122 appendices A and B).
enum AddressPreparation {
    static func local(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        prepare(text, as: "Nodeprep") { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
            case 0...0x20, 0x7F: nil
            case UInt8(ascii: "\""), UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "/"),
                UInt8(ascii: ":"),
                UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "@"):
                nil
            default: byte
            }
        }
    }

    static func resource(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        prepare(text, as: "Resourceprep") { byte in
            switch byte {
            case 0...0x1F, 0x7F: nil
            default: byte
            }
        }
    }

    static func domain(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard
            var bytes = prepare(text, as: "Nameprep", { isInDomain($0) ? lowered($0) : nil })
        else { return nil }
        // RFC 7622 section 3.2: the dot of the root is not part of an address.
        if bytes.last == UInt8(ascii: ".") { bytes.removeLast() }
        // Nameprep maps to ASCII what looks like it, so the characters are looked at again.
        guard !bytes.isEmpty, bytes.allSatisfy({ $0 >= 0x80 || isInDomain($0) }) else { return nil }
        if bytes.first == UInt8(ascii: "[") { return isAddressLiteral(bytes) ? bytes : nil }
        guard !bytes.contains(UInt8(ascii: "[")), !bytes.contains(UInt8(ascii: "]")),
            !bytes.contains(UInt8(ascii: ":"))
        else { return nil }
        let labels = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return labels.allSatisfy { !$0.isEmpty } ? bytes : nil
    }

    /// An IPv6 address in brackets.
    private static func isAddressLiteral(_ bytes: [UInt8]) -> Bool {
        guard bytes.count > 2, bytes.last == UInt8(ascii: "]") else { return false }
        var address = in6_addr()
        return inet_pton(AF_INET6, String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self), &address)
            == 1
    }

    private static func isInDomain(_ byte: UInt8) -> Bool {
        switch lowered(byte) {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
            UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"):
            true
        default: false
        }
    }

    private static func lowered(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }

    /// ASCII is prepared here, byte by byte (nil forbids); the rest by the library's profile. A roster holds tens
    /// of thousands of addresses, almost all ASCII.
    @inline(__always)
    private static func prepare(
        _ text: ArraySlice<UInt8>, as profile: String, _ ascii: (UInt8) -> UInt8?
    ) -> [UInt8]? {
        guard (1...JID.partLimit).contains(text.count) else { return nil }
        var prepared: [UInt8] = []
        prepared.reserveCapacity(text.count)
        for byte in text {
            guard byte < 0x80 else { return stringprep(text, as: profile) }
            guard let byte = ascii(byte) else { return nil }
            prepared.append(byte)
        }
        return prepared
    }

    private static func stringprep(_ text: ArraySlice<UInt8>, as profile: String) -> [UInt8]? {
        // The library's strings end at the first zero byte.
        guard !text.contains(0), let text = String(validating: text, as: UTF8.self) else { return nil }
        var output: UnsafeMutablePointer<CChar>?
        let outcome = stringprep_profile(text, &output, profile, Stringprep_profile_flags(rawValue: 0))
        guard outcome == Int32(bitPattern: STRINGPREP_OK.rawValue), let output else { return nil }
        defer { free(output) }
        let bytes = UnsafeRawBufferPointer(start: output, count: strlen(output))
        return (1...JID.partLimit).contains(bytes.count) ? Array(bytes) : nil
    }
}
