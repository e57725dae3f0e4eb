import Journal

/// A small value that is kept between runs. It is read before the first screen, and written off the main queue.
@MainActor
final class KeptValue<Value: Sendable> {
    /// The value of the last run; nil when there is none.
    let kept: Value?
    /// Why it could not be read, in one line.
    let problem: String?

    private let file: KeptFile?
    private let form: KeptForm<Value>

    /// The value in the file at `path`, or with nil one that is kept nowhere.
    init(_ form: KeptForm<Value>, path: String?, disk: KeptDisk) {
        self.form = form
        let place = path.map { StateFile(path: $0, limit: form.limit) }
        let file = place.map { KeptFile($0, what: "the \(form.what)", pause: form.pause, disk: disk) }
        do throws(KeptFault) {
            kept = try place?.kept(form.read)
            problem = nil
            self.file = file
        } catch {
            kept = nil
            problem = "\(form.what) not used: \(path ?? ""): \(error)"
            self.file = nil
        }
    }

    /// Keeps this value. Of several in a row only the last is written.
    func save(_ value: Value) {
        file?.keep { [form] in form.written(value) }
    }
}
