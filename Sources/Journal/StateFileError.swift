import Glibc

/// Why something could not be kept, or what was kept is not used.
public enum StateFileError: Error, Hashable, Sendable {
    /// What was being done.
    public enum Step: String, Hashable, Sendable {
        /// Making a folder.
        case makingFolder = "making the folder"
        /// Opening a file or folder.
        case opening
        /// Reading.
        case reading
        /// Writing.
        case writing
        /// Making it last.
        case saving
        /// Giving a file its name.
        case naming
    }

    /// The system refused; its error number.
    case refused(step: Step, number: Int32)
    /// It is a link, a folder, a device or a pipe.
    case notAFile
    /// It belongs to another user.
    case foreignOwner(user: UInt32)
    /// Others may read or change it.
    case openToOthers(mode: UInt32)
    /// It has more bytes than it can need.
    case tooLarge(limit: Int)
}

extension StateFileError: CustomStringConvertible {
    /// The reason for a person, in one clause.
    public var description: String {
        switch self {
        case .refused(let step, let number): "\(step.rawValue): \(Self.words(number))"
        case .notAFile: "is not what it should be (a link, a folder or a device)"
        case .foreignOwner(let user): "belongs to another user (number \(user))"
        case .openToOthers(let mode): "can be read or written by others (mode \(Self.octal(mode)))"
        case .tooLarge(let limit): "is too large (more than \(limit) bytes)"
        }
    }

    private static func words(_ number: Int32) -> String {
        strerror(number).map { String(cString: $0) } ?? "error \(number)"
    }

    private static func octal(_ mode: UInt32) -> String {
        let digits = String(mode & 0o7777, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}
