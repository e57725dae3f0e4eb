/// What a contact tells of themselves beside their presence. All of it comes from outside; empty means untold.
public struct ContactDetails: Hashable, Sendable {
    /// What the contact wants to be called.
    public var nickname: String
    /// How the contact feels, such as "happy: it is Friday".
    public var mood: String
    /// What the contact is doing, such as "relaxing, reading: a novel".
    public var activity: String
    /// What the contact listens to, such as "Heroes by Yes".
    public var tune: String

    /// Details.
    public init(nickname: String = "", mood: String = "", activity: String = "", tune: String = "") {
        self.nickname = nickname
        self.mood = mood
        self.activity = activity
        self.tune = tune
    }
}
