/// What a server does to its clients on command. Each takes effect in the order of the calls.
extension LoopbackIRCServer {
    /// Sends bytes as they are to every client that is in and has not left.
    public func send(_ bytes: [UInt8]) {
        for served in connections {
            served.perform { $0.send(bytes) }
        }
    }

    /// Asks every client that is in for a sign of life.
    public func ping() {
        send(ServerLine.bare("PING", text: settings.name))
    }

    /// Sends ERROR with these words, and ends every connection.
    public func sendError(_ words: String) {
        for served in connections {
            served.perform { $0.error(words) }
        }
    }

    /// Ends every session as an operator does, with these words.
    public func kill(_ words: String) {
        for served in connections {
            served.perform { $0.kill(words) }
        }
    }

    /// Ends every connection in order, without a word.
    public func closeConnections() {
        for served in connections { served.close() }
    }

    /// Breaks every connection with a reset.
    public func resetConnections() {
        for served in connections { served.abort() }
    }

    /// Sends so many lines of what people write to every client that is in, with a ping after every `pingEvery` of
    /// them; all at once, however slowly the clients read.
    public func flood(notices count: Int, pingEvery: Int) {
        guard count > 0 else { return }
        var bytes: [UInt8] = []
        for number in 1...count {
            bytes += ServerLine.from(
                "flood!flood@\(LoopbackNick.host)", "NOTICE", ["*"], text: "number \(number)")
            if number.isMultiple(of: max(pingEvery, 1)) {
                bytes += ServerLine.bare("PING", text: "ping-\(number)")
            }
        }
        send(bytes)
    }
}
