import IRCCore

extension IRCConversation {
    /// QUIT of a client that is in (RFC 2812 section 3.1.7): the server behaves in its manner.
    mutating func quit(_ message: IRCMessage, _ client: IRCClient) -> [IRCServerOrder] {
        phase = .owingAnswer(client)
        return [.note(.quit)] + inManner()
    }

    /// The time that was asked for has passed.
    mutating func waited() -> [IRCServerOrder] {
        switch phase {
        case .owingAnswer: answer()
        case .securing, .registering, .session, .answered, .silent: []
        }
    }

    /// Ends a session, or answers QUIT, with ERROR and these words.
    mutating func error(_ words: String) -> [IRCServerOrder] {
        switch phase {
        case .answered, .silent: return []
        case .securing, .registering, .session, .owingAnswer:
            phase = .answered
            return [.write(ServerLine.bare("ERROR", text: words)), .close]
        }
    }

    /// Ends a session as an operator does (RFC 2812 section 3.7.1).
    mutating func kill(_ words: String) -> [IRCServerOrder] {
        guard case .session(let client) = phase else { return [] }
        let kill = ServerLine.from("keeper!keeper@\(LoopbackNick.host)", "KILL", [client.nick], text: words)
        return [.write(kill)] + error("Closing link: (\(client.mask)) [Killed (keeper (\(words)))]")
    }

    /// The words with which servers end a connection.
    func farewellLine(_ reason: String) -> [UInt8] {
        ServerLine.bare("ERROR", text: "Closing link: (porch@\(LoopbackNick.host)) [\(reason)]")
    }

    private mutating func inManner() -> [IRCServerOrder] {
        switch settings.manner {
        case .prompt: answer()
        case .slow(let delay): [.wait(delay)]
        case .never, .deaf: []
        case .close: [.cut]
        case .reset: [.abort]
        }
    }

    private mutating func answer() -> [IRCServerOrder] {
        guard case .owingAnswer(let client) = phase else { return [] }
        phase = .answered
        switch settings.answer {
        case .closeNotify:
            return [.note(.answered), .close]
        case .error:
            return [.write(farewellLine("Quit")), .note(.answered)] + farewell
        case .statisticsThenError:
            let statistics = line.say("NOTICE", [client.nick], text: "Connection statistics: client 1.0 kb")
            return [.write(statistics + farewellLine("Quit")), .note(.answered)] + farewell
        }
    }

    private var farewell: [IRCServerOrder] {
        switch settings.farewell {
        case .closes: [.close]
        case .waitsForClient: []
        }
    }
}
