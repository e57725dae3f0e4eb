/// The first line of a file that is replaced whole: what it holds, the version of its form, and the ``Checksum`` of
/// all that follows, such as "porchlight contacts 1 1a2b3c4d".
struct Seal: Sendable {
    private let family: [UInt8]
    private let words: [UInt8]

    /// The seal of a kind of file; a change of its form is another version.
    init(_ kind: String, version: Int) {
        family = Array("porchlight \(kind) ".utf8)
        words = family + Array("\(version) ".utf8)
    }

    /// A file's bytes with this content.
    func sealed(_ content: [UInt8]) -> [UInt8] {
        sealed(expecting: content.count) { $0 += content }
    }

    /// A file's bytes with the content that `write` appends, about `size` bytes: large lists are in memory once.
    func sealed(expecting size: Int, _ write: (inout [UInt8]) -> Void) -> [UInt8] {
        var bytes = words
        bytes.reserveCapacity(words.count + 9 + size)
        bytes += "00000000\n".utf8
        write(&bytes)
        let sum = Checksum.of(bytes.dropFirst(words.count + 9))
        bytes.replaceSubrange(words.count..<words.count + 8, with: sum)
        return bytes
    }

    /// The content of a file's bytes.
    ///
    /// - Throws: why they are not used; never trusts a part of them.
    func content(of bytes: [UInt8]) throws(KeptFault) -> ArraySlice<UInt8> {
        guard bytes.starts(with: words) else { throw bytes.starts(with: family) ? .otherVersion : .damaged }
        let sum = bytes.dropFirst(words.count).prefix(8)
        let content = bytes.dropFirst(words.count + 9)
        guard bytes.count > words.count + 8, bytes[words.count + 8] == UInt8(ascii: "\n"),
            Checksum.of(content).elementsEqual(sum)
        else { throw .damaged }
        return content
    }
}

/// Why what an earlier run kept is not used.
public enum KeptFault: Error, Hashable, Sendable {
    /// It is not as it was written.
    case damaged
    /// It was written by a version of the program that writes it differently.
    case otherVersion
    /// It is another account's.
    case otherAccount
    /// The file cannot be read, or may not be used.
    case file(StateFileError)
}

extension KeptFault: CustomStringConvertible {
    /// The reason for a person, in one clause.
    public var description: String {
        switch self {
        case .damaged: "is damaged"
        case .otherVersion: "is of another version"
        case .otherAccount: "is another account's"
        case .file(let error): "\(error)"
        }
    }
}

extension StateFile {
    /// What `parse` makes of its bytes; nil when there is no file.
    ///
    /// - Throws: why it is not used.
    public func kept<Value>(
        _ parse: ([UInt8]) throws(KeptFault) -> Value
    ) throws(KeptFault) -> Value? {
        let bytes: [UInt8]?
        do throws(StateFileError) {
            bytes = try read()
        } catch {
            throw .file(error)
        }
        guard let bytes else { return nil }
        return try parse(bytes)
    }
}
