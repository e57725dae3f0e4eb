/// SHA-1, for protocols that make names of it.
public enum SHA1 {
    /// The 20 bytes of the digest; nil when the library fails.
    public static func digest(of bytes: [UInt8]) -> [UInt8]? {
        try? SCRAMHash.sha1.digest(bytes)
    }
}
