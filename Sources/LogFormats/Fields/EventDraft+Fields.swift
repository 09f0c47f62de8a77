import Addresses

extension EventDraft {
    /// Takes the value of a field: what the field holds is its role, how good it is for it the rank. A date may run past
    /// a value that ends at a blank, as far as `end`.
    mutating func take(
        _ role: FieldRole,
        _ rank: Int,
        _ bytes: Span<UInt8>,
        _ value: Range<Int>,
        _ escaping: Escaping = .none,
        end: Int? = nil
    ) {
        if NameText.isAbsent(bytes, value) { return }
        switch role {
        case .none, .marker, .pairName, .pairValue, .inner, .prose, .flowTuple: return
        case .embedded: takeEmbedded(rank, bytes, value)
        case .time:
            if escaping == .none {
                offerTime(bytes, value.lowerBound, end ?? value.upperBound, rank)
            } else {
                decoded(bytes, value, escaping) { $0.offerTime($1, $2.lowerBound, $2.upperBound, rank) }
            }
        case .zone: offerZone(bytes, value)
        case .source, .destination, .local, .remote, .translatedSource, .translatedDestination, .client,
            .forwardedFor,
            .otherAddress, .sensorAddress:
            takeAddress(role, rank, bytes, value, escaping)
        case .sourcePort, .destinationPort, .localPort, .remotePort: takePort(role, rank, bytes, value)
        case .answer: takeAnswers(bytes, value, escaping)
        case .query, .serverName, .httpHost, .destinationName, .sourceName, .name, .host:
            takeName(role, rank, bytes, value, escaping)
        case .mail: decoded(bytes, value, escaping) { $0.takeMail($1, $2) }
        case .url, .target, .targetQuery, .referrer, .request: takeURL(role, bytes, value, escaping)
        case .scheme: if value.count <= 8 { addText(.scheme, bytes, value, escaping) }
        case .action: offerAction(bytes, value, rank)
        case .direction: takeDirection(bytes, value)
        case .sensor: offerSensor(bytes, value, escaping, rank)
        }
    }

    private mutating func takeAddress(
        _ role: FieldRole,
        _ rank: Int,
        _ bytes: Span<UInt8>,
        _ value: Range<Int>,
        _ escaping: Escaping
    ) {
        let trimmed = bytes.trimmed(value.lowerBound, value.upperBound)
        guard let found = AddressText.whole(bytes, trimmed) else {
            switch role {
            case .source: takeName(.sourceName, rank, bytes, value, escaping, isKnown: false)
            case .destination, .remote:
                takeName(.destinationName, rank, bytes, value, escaping, isKnown: false)
            case .otherAddress: takeName(.name, rank, bytes, value, escaping, isKnown: false)
            default: break
            }
            return
        }
        place(found.address, found.port, role, rank)
        if found.end < trimmed.upperBound { takeRest(role, bytes, found.end..<trimmed.upperBound) }
    }

    /// The rest of a list of addresses whose first has been taken.
    private mutating func takeRest(_ role: FieldRole, _ bytes: Span<UInt8>, _ range: Range<Int>) {
        let further: FieldRole = role == .source || role == .destination ? .otherAddress : role
        forEachAddress(bytes, range) { $0.place($1.address, nil, further, Int.max - 1) }
    }

    private mutating func place(_ address: IPAddress, _ port: UInt16?, _ role: FieldRole, _ rank: Int) {
        switch role {
        case .source: offerSource(address, port, rank)
        case .destination: offerDestination(address, port, rank)
        case .local: offerLocal(address, port, rank)
        case .remote: offerRemote(address, port, rank)
        case .translatedSource: if !address.isUnspecified { addAddress(address, .translatedSource) }
        case .translatedDestination: if !address.isUnspecified { addAddress(address, .translatedDestination) }
        case .client: addAddress(address, .client)
        case .forwardedFor: addAddress(address, .forwardedFor)
        case .answer: addAddress(address, .answer)
        case .sensorAddress: addAddress(address, .sensor)
        default: addAddress(address, .other)
        }
    }

    /// Every address of a list that is separated by commas, semicolons or blanks.
    mutating func forEachAddress(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ body: (inout EventDraft, AddressText) -> Void
    ) {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            if byte.hexadecimalValue != nil || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "["),
                let found = AddressText.prefix(bytes, index, range.upperBound)
            {
                body(&self, found)
                index = found.end
            } else {
                while index < range.upperBound, !bytes[index].isListSeparator { index += 1 }
            }
            while index < range.upperBound, bytes[index].isListSeparator { index += 1 }
        }
    }

    private mutating func takePort(_ role: FieldRole, _ rank: Int, _ bytes: Span<UInt8>, _ value: Range<Int>)
    {
        var last = value.lowerBound
        var number = 0
        while last < value.upperBound, bytes[last].isDigit, last - value.lowerBound < 6 {
            number = number * 10 + Int(bytes[last] &- 0x30)
            last += 1
        }
        guard last > value.lowerBound, number <= 0xFFFF else { return }
        let port = UInt16(number)
        switch role {
        case .sourcePort: offerSourcePort(port, rank)
        case .destinationPort: offerDestinationPort(port, rank)
        case .localPort: offerLocalPort(port)
        default: offerRemotePort(port)
        }
    }

    /// Addresses and names, each after a separator.
    private mutating func takeAnswers(_ bytes: Span<UInt8>, _ value: Range<Int>, _ escaping: Escaping) {
        guard escaping == .none else {
            decoded(bytes, value, escaping) { $0.takeAnswers($1, $2, .none) }
            return
        }
        var index = value.lowerBound
        while index < value.upperBound {
            var last = index
            while last < value.upperBound, !bytes[last].isListSeparator { last += 1 }
            if last > index {
                if let found = AddressText.whole(bytes, index..<last) {
                    addAddress(found.address, .answer)
                } else if let host = NameText.host(bytes, index..<last, isKnown: false) {
                    addText(.answer, bytes, host, .none)
                }
            }
            index = last + 1
        }
    }

    mutating func takeName(
        _ role: FieldRole,
        _ rank: Int,
        _ bytes: Span<UInt8>,
        _ value: Range<Int>,
        _ escaping: Escaping,
        isKnown: Bool = true
    ) {
        guard escaping == .none else {
            decoded(bytes, value, escaping) { $0.takeName(role, rank, $1, $2, .none, isKnown: isKnown) }
            return
        }
        let trimmed = bytes.trimmed(value.lowerBound, value.upperBound)
        if takeNameAndAddress(role, rank, bytes, trimmed) { return }
        if let found = AddressText.whole(bytes, trimmed) {
            switch role {
            case .httpHost, .serverName, .destinationName:
                offerDestination(found.address, found.port, rank + 80)
            case .sourceName, .host: offerSource(found.address, found.port, rank + 80)
            default: addAddress(found.address, .other)
            }
            return
        }
        if role != .query,
            let list = bytes.firstIndex(
                of: UInt8(ascii: ","),
                from: trimmed.lowerBound,
                to: trimmed.upperBound
            )
        {
            takeName(role, rank, bytes, trimmed.lowerBound..<list, .none, isKnown: isKnown)
            takeName(role, rank, bytes, list + 1..<trimmed.upperBound, .none, isKnown: isKnown)
            return
        }
        guard let host = NameText.host(bytes, trimmed, isKnown: isKnown) else {
            takeOddName(role, bytes, trimmed)
            return
        }
        addText(role.textRole, bytes, host, .none)
    }

    /// Takes `name[address]:port`; false when there is no bracket.
    private mutating func takeNameAndAddress(
        _ role: FieldRole,
        _ rank: Int,
        _ bytes: Span<UInt8>,
        _ value: Range<Int>
    ) -> Bool {
        guard
            let bracket = bytes.firstIndex(
                of: UInt8(ascii: "["),
                from: value.lowerBound,
                to: value.upperBound
            ),
            bracket > value.lowerBound, let found = AddressText.prefix(bytes, bracket, value.upperBound)
        else { return false }
        switch role {
        case .destinationName, .httpHost, .serverName: offerDestination(found.address, found.port, rank + 10)
        case .sourceName, .host: offerSource(found.address, found.port, rank + 10)
        default: addAddress(found.address, .other)
        }
        let name = value.lowerBound..<bracket
        if !NameText.isAbsent(bytes, name), AddressText.whole(bytes, name) == nil,
            let host = NameText.host(bytes, name, isKnown: true)
        {
            addText(role.textRole, bytes, host, .none)
        }
        return true
    }

    /// The address in brackets behind a word: where an administrator came from.
    private mutating func takeEmbedded(_ rank: Int, _ bytes: Span<UInt8>, _ value: Range<Int>) {
        guard
            let bracket = bytes.firstIndex(
                of: UInt8(ascii: "("),
                from: value.lowerBound,
                to: value.upperBound
            ),
            let found = AddressText.prefix(bytes, bracket + 1, value.upperBound)
        else { return }
        offerSource(found.address, found.port, rank + 70)
    }

    /// A URL, a mail address or a certificate's subject where a name was expected.
    private mutating func takeOddName(_ role: FieldRole, _ bytes: Span<UInt8>, _ value: Range<Int>) {
        if bytes.firstIndex(of: UInt8(ascii: "/"), from: value.lowerBound, to: value.upperBound) != nil {
            takeURL(.url, bytes, value, .none)
        } else if bytes.firstIndex(of: UInt8(ascii: "@"), from: value.lowerBound, to: value.upperBound) != nil
        {
            takeMail(bytes, value)
        } else if role == .query, value.count <= NameText.maximumLength {
            addText(.query, bytes, value, .none)
        }
    }

    /// The domains of mail addresses in a text.
    mutating func takeMail(_ bytes: Span<UInt8>, _ value: Range<Int>) {
        var from = value.lowerBound
        while let at = bytes.firstIndex(of: UInt8(ascii: "@"), from: from, to: value.upperBound) {
            var last = at + 1
            while last < value.upperBound, bytes[last].isNameByte || bytes[last] >= 0x80 { last += 1 }
            if let host = NameText.host(bytes, at + 1..<last, isKnown: false) {
                addText(.mail, bytes, host, .none)
            }
            from = last
        }
    }

    mutating func takeURL(_ role: FieldRole, _ bytes: Span<UInt8>, _ value: Range<Int>, _ escaping: Escaping)
    {
        let trimmed = bytes.trimmed(value.lowerBound, value.upperBound)
        guard !trimmed.isEmpty else { return }
        switch role {
        case .referrer: addText(.referrer, bytes, trimmed, escaping)
        case .targetQuery: addText(.targetQuery, bytes, trimmed, escaping)
        case .request where takeRequestLine(bytes, trimmed, escaping): break
        default:
            let isTarget =
                bytes[trimmed.lowerBound] == UInt8(ascii: "/")
                || escaping == .json
                    && bytes.starts(with: "\\/", at: trimmed.lowerBound, end: trimmed.upperBound)
                || role == .target
                    && bytes.firstIndex(of: "://", from: trimmed.lowerBound, to: trimmed.upperBound) == nil
            addText(isTarget ? .target : .url, bytes, trimmed, escaping)
        }
    }

    /// Takes `GET http://www.example/ HTTP/1.1`; false when the text is no request line.
    mutating func takeRequestLine(_ bytes: Span<UInt8>, _ value: Range<Int>, _ escaping: Escaping = .none)
        -> Bool
    {
        var last = value.lowerBound
        while last < value.upperBound, bytes[last] &- 0x41 < 26 || bytes[last] == UInt8(ascii: "_") {
            last += 1
        }
        guard last - value.lowerBound >= 3, last - value.lowerBound <= 20, last < value.upperBound,
            bytes[last].isBlank
        else { return false }
        let start = bytes.skippingBlanks(from: last, to: value.upperBound)
        var end = start
        while end < value.upperBound, !bytes[end].isBlank { end += 1 }
        guard end > start else { return false }
        takeTarget(bytes, start..<end, isConnect: bytes.equals("connect", value.lowerBound..<last), escaping)
        return true
    }

    /// Takes what a request asks for: a path, a URL, or with CONNECT a host and its port.
    mutating func takeTarget(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        isConnect: Bool,
        _ escaping: Escaping = .none
    ) {
        let hasScheme = bytes.firstIndex(of: "://", from: range.lowerBound, to: range.upperBound) != nil
        guard isConnect, !hasScheme else {
            takeURL(.target, bytes, range, escaping)
            return
        }
        if let colon = bytes.lastIndex(of: UInt8(ascii: ":"), from: range.lowerBound, to: range.upperBound),
            let port = bytes.number(colon + 1..<range.upperBound), port <= 0xFFFF
        {
            offerDestinationPort(UInt16(port), 50)
        }
        takeName(.httpHost, 20, bytes, range, escaping)
    }

    private mutating func takeDirection(_ bytes: Span<UInt8>, _ value: Range<Int>) {
        let isIn = ["in", "inbound", "ingress", "incoming", "i", "external-to-internal"] as [StaticString]
        let isOut = ["out", "outbound", "egress", "outgoing", "o"] as [StaticString]
        if isIn.contains(where: { bytes.equals($0, value) }) {
            event.statedDirection = .inbound
        } else if isOut.contains(where: { bytes.equals($0, value) }) {
            event.statedDirection = .outbound
        } else if bytes.equals("internal", value) {
            event.statedDirection = .internal
        }
    }
}

extension FieldRole {
    /// The role of a name that such a field gives.
    var textRole: LogText.Role {
        switch self {
        case .query: .query
        case .serverName: .serverName
        case .httpHost: .httpHost
        case .destinationName: .destination
        case .sourceName: .source
        case .host: .host
        case .mail: .mail
        case .answer: .answer
        default: .name
        }
    }
}

extension UInt8 {
    fileprivate var isListSeparator: Bool {
        self == UInt8(ascii: ",") || self == UInt8(ascii: ";") || self == UInt8(ascii: " ")
            || self == UInt8(ascii: "|")
            || self == 0x0A || self == 0x0D || self == 0x09
    }
}
