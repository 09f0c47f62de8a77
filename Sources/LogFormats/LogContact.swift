public import Addresses

/// What an event is to the side that is inside: who met what, and which way.
public struct LogContact: Hashable, Sendable {
    /// The host of the inside, by its address; nil when the event names none.
    public let inside: IPAddress?
    /// The host of the inside by its name, where the log gives a name.
    public let insideName: String?
    /// Which way the event went.
    public let direction: LogDirection
    /// The outside addresses that were met: addresses, names and the URL that was asked for, each once.
    public let outside: [Address]
}

extension InsideRule {
    /// The event as seen from the inside.
    ///
    /// In a name server's log the client is inside, the name asked for and the answers are outside, and the name server
    /// is neither. In a proxy's log the client is inside and the URL and its host are outside. Elsewhere the networks
    /// decide; an end whose translated address is inside is inside. Where both ends are outside, the source is taken
    /// for the inside host only by the logs of clients and proxies, and the event has no direction.
    public func contact(_ event: LogEvent) -> LogContact {
        let isQuestion = event.format.isNameServer || event.asksForName
        guard isQuestion, event.source.port == 53, event.destination.port != 53 else {
            return contact(event, isQuestion: isQuestion)
        }
        // The packet of an answer: the client is where it goes.
        var question = event
        swap(&question.source, &question.destination)
        return contact(question, isQuestion: true)
    }

    private func contact(_ event: LogEvent, isQuestion: Bool) -> LogContact {
        let client = insideClient(event)
        let isSourceInside = event.source.address.map(contains) ?? false || client != nil
        let isDestinationInside =
            event.destination.address.map(contains) ?? false
            || event.otherAddresses.contains { $0.role == .translatedDestination && contains($0.address) }
        let direction = direction(event, isQuestion, isSourceInside, isDestinationInside)
        let inside: IPAddress?
        switch direction {
        case .inbound: inside = insideDestination(event)
        case .outbound, .internal: inside = client ?? event.source.address
        case .unknown: inside = isQuestion || event.isRequest ? client ?? event.source.address : client
        }
        return LogContact(
            inside: inside,
            insideName: event.first(.source) ?? event.first(.host),
            direction: direction,
            outside: outside(event, inside, isQuestion)
        )
    }

    private func direction(
        _ event: LogEvent,
        _ isQuestion: Bool,
        _ isSourceInside: Bool,
        _ isDestinationInside: Bool
    ) -> LogDirection {
        if isQuestion { return isSourceInside ? .outbound : isDestinationInside ? .inbound : .unknown }
        if isSourceInside, isDestinationInside {
            // A proxy inside carries its clients to the outside.
            return event.isRequest && event.hasMetName ? .outbound : .internal
        }
        if isSourceInside { return .outbound }
        if isDestinationInside { return .inbound }
        return event.statedDirection
    }

    /// The client of the event when it is inside: behind a proxy, behind address translation, or the source itself.
    private func insideClient(_ event: LogEvent) -> IPAddress? {
        for role in [LogAddress.Role.client, .forwardedFor] {
            if let found = event.otherAddresses.first(where: { $0.role == role && contains($0.address) }) {
                return found.address
            }
        }
        if let source = event.source.address, contains(source) { return source }
        return event.otherAddresses.first { $0.role == .translatedSource && contains($0.address) }?.address
    }

    private func insideDestination(_ event: LogEvent) -> IPAddress? {
        if let destination = event.destination.address, contains(destination) { return destination }
        let translated = event.otherAddresses.first {
            $0.role == .translatedDestination && contains($0.address)
        }
        return translated?.address ?? event.destination.address
    }

    private func outside(_ event: LogEvent, _ inside: IPAddress?, _ isQuestion: Bool) -> [Address] {
        var found: [Address] = []
        func add(_ address: IPAddress?) {
            guard let address, address != inside, !contains(address), !address.isUnspecified,
                !found.contains(.ip(address))
            else { return }
            found.append(.ip(address))
        }
        add(event.source.address)
        // The server that was asked is the way, not the aim.
        if !isQuestion { add(event.destination.address) }
        for other in event.otherAddresses {
            switch other.role {
            case .sensor: continue
            case .translatedSource where event.source.address.map(contains) ?? false: continue
            case .other, .translatedSource, .translatedDestination, .answer, .forwardedFor, .client:
                add(other.address)
            }
        }
        found.append(contentsOf: event.metNames)
        return found
    }
}

extension LogEvent {
    /// Whether the record is a question to a name server.
    var asksForName: Bool {
        pieces.contains { $0.role == .query } && !pieces.contains { $0.role == .httpHost || $0.role == .url }
    }

    /// Whether the record is a request through a proxy or to a web server.
    var isRequest: Bool {
        pieces.contains {
            $0.role == .url || $0.role == .target || $0.role == .httpHost || $0.role == .serverName
        }
    }

    var hasMetName: Bool {
        pieces.contains { $0.role.isMetName || $0.role == .url }
    }
}
