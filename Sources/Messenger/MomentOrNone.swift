/// A moment that may not be known, in eight bytes: there is one for every contact.
struct MomentOrNone: Hashable, Sendable {
    /// The first moment of the scale stands for none.
    private let nanoseconds: Int64

    init(_ moment: Moment?) { nanoseconds = moment?.nanoseconds ?? .min }

    var moment: Moment? { nanoseconds == .min ? nil : Moment(nanoseconds: nanoseconds) }
}
