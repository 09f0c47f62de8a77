import Addresses

extension LogEvent {
    /// The first text of a role; nil when there is none.
    public func first(_ role: LogText.Role) -> String? {
        pieces.first { $0.role == role }.map(string)
    }

    /// The device that wrote the log.
    public var sensor: String? { first(.sensor) }

    /// The host names of the event with their roles, each text once, those inside URLs among them.
    public var names: [LogText] {
        var found: [LogText] = []
        for piece in pieces {
            switch piece.role {
            case .query, .answer, .serverName, .httpHost, .destination, .source, .mail, .name, .host:
                found.appendOnce(piece.role, string(piece))
            case .url:
                guard let host = urlHost(piece) else { continue }
                found.appendOnce(.httpHost, String(decoding: text[host], as: UTF8.self))
            case .target, .targetQuery, .scheme, .referrer, .sensor: continue
            }
        }
        return found
    }

    /// The URLs and request targets of the event as the log writes them.
    public var urls: [LogText] {
        pieces.compactMap { piece in
            switch piece.role {
            case .url, .target, .referrer: LogText(role: piece.role, text: string(piece))
            default: nil
            }
        }
    }

    /// The URL that was asked for: as the log writes it, or put together from scheme, host, target and query.
    public var requestedURL: String? {
        if let url = first(.url) { return url.contains("://") ? url : "\(first(.scheme) ?? "http")://\(url)" }
        guard let target = first(.target), target.hasPrefix("/"),
            let host = first(.httpHost) ?? first(.serverName) ?? first(.destination)
        else { return nil }
        let query =
            first(.targetQuery).map { target.contains("?") ? "" : $0.hasPrefix("?") ? $0 : "?\($0)" } ?? ""
        return "\(first(.scheme) ?? "http")://\(host)\(target)\(query)"
    }

    /// The addresses that stand for the outside in names and URLs, each once.
    ///
    /// Texts that are no address (a name of one label, a broken URL) are left out.
    var metNames: [Address] {
        var found: [Address] = []
        func add(_ address: Address?) {
            guard let address, !found.contains(address) else { return }
            found.append(address)
        }
        for name in names where name.role.isMetName {
            add((try? DomainName(name.text)).map(Address.domain))
        }
        if let url = requestedURL, let parsed = try? URLAddress(utf8: url.utf8.span) { add(.url(parsed)) }
        return found
    }

    private func string(_ piece: Piece) -> String {
        String(decoding: text[Int(piece.start)..<Int(piece.end)], as: UTF8.self)
    }

    /// Where the host of a URL stands in ``text``; nil when it is an IP address or none.
    private func urlHost(_ piece: Piece) -> Range<Int>? {
        let bytes = text.span
        var start = Int(piece.start)
        var end = Int(piece.end)
        if let colon = bytes.firstIndex(of: "://", from: start, to: end) { start = colon + 3 }
        for index in start..<end {
            let byte = bytes[index]
            if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") {
                end = index
                break
            }
        }
        if let at = bytes.lastIndex(of: UInt8(ascii: "@"), from: start, to: end) { start = at + 1 }
        return NameText.host(bytes, start..<end, isKnown: false)
    }
}

extension [LogText] {
    fileprivate mutating func appendOnce(_ role: LogText.Role, _ text: String) {
        if !contains(where: { $0.text == text && ($0.role == role || role == .httpHost || role == .name) }) {
            append(LogText(role: role, text: text))
        }
    }
}
