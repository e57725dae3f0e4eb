/// How long a connection that is being made waits for what.
struct ConnectPace: Hashable, Sendable {
    /// For the answers about a domain's servers.
    var search = Duration.seconds(5)
    /// For the second of them, when the first has named servers.
    var secondAnswer = Duration.seconds(1)
    /// For IPv6 addresses when the IPv4 ones are there (RFC 8305 section 3).
    var resolution = Duration.milliseconds(50)
    /// Before the next address of a host is tried beside those before it (RFC 8305 section 5).
    var attempt = Duration.milliseconds(250)
    /// Before the next server is tried beside those before it: it is one for the case of need.
    var server = Duration.seconds(2)
    /// For an address to answer.
    var address = Duration.seconds(10)
    /// For the addresses of one host.
    var addresses = Duration.seconds(5)
    /// For all of the servers together.
    var all = Duration.seconds(20)
}
