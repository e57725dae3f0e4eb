import SASL
import Testing

@Suite struct Base64Tests {
    @Test(
        "bytes are written and read (RFC 4648 section 10)",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ])
    func vectors(plain: String, encoded: String) {
        #expect(Base64.encode(Array(plain.utf8)) == encoded)
        #expect(Base64.decode(encoded.utf8) == Array(plain.utf8))
    }

    @Test("every byte in every place comes back")
    func everyByte() {
        for byte in UInt8.min...UInt8.max {
            for bytes in [[byte], [0, byte], [255, 0, byte], [byte, 255, byte, byte]] {
                #expect(Base64.decode(Base64.encode(bytes).utf8) == bytes)
            }
        }
    }

    @Test(
        "what is not exactly the base 64 of some bytes is refused",
        arguments: [
            "Z", "Zg", "Zg=", "Zg===", "====", "=", "Zh==", "Zm9=", "Zm 9v", "Zm9v\n", "Zm9v=", "Zg==Zg==",
            "Z=g=", "-_-_",
            "Zm9\u{E9}",
        ])
    func refused(text: String) {
        #expect(Base64.decode(text.utf8) == nil)
    }
}
