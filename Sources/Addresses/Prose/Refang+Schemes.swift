extension Refang {
    /// Longest scheme word looked for before a colon, in bytes.
    private static let maximumSchemeWord = 20

    /// Handles what follows a scheme's colon if that is two slashes in any notation.
    /// - Parameters:
    ///   - input: the text.
    ///   - start: the place after the colon.
    ///   - origin: where the notation begins.
    /// - Returns: the place after the slashes; nil when there are none.
    mutating func schemeMark(_ input: Span<UInt8>, after start: Int, origin: Int) -> Int? {
        var index = start
        var slashes = 0
        var backslashes = 0
        var openings = 0
        while index < input.count, slashes < 2 {
            switch input[index] {
            case UInt8(ascii: "/"): slashes += 1
            case UInt8(ascii: "\\"):
                backslashes += 1
                if index + 1 < input.count, input[index + 1] == UInt8(ascii: "/") { index += 1 }
                slashes += 1
            case UInt8(ascii: "["): openings += 1
            case UInt8(ascii: "]"): openings -= 1
            default: return nil
            }
            guard (-2...2).contains(openings) else { return nil }
            index += 1
        }
        guard slashes == 2 else { return nil }
        if openings > 0, index < input.count, input[index] == UInt8(ascii: "]") { index += 1 }
        let isKnown = rewriteSchemeWord(onlyDefanged: false)
        guard isKnown || backslashes == 0 else { return nil }
        let isPlain = index - origin == 3 && backslashes == 0 && input[origin] == UInt8(ascii: ":")
        appendSchemeMark(from: origin, isPlain: isPlain)
        return index
    }

    mutating func appendSchemeMark(from origin: Int, isPlain: Bool = false) {
        append(UInt8(ascii: ":"), from: origin, mark: isPlain ? nil : .certain)
        append(UInt8(ascii: "/"), from: isPlain ? origin + 1 : origin, mark: isPlain ? nil : .certain)
        append(UInt8(ascii: "/"), from: isPlain ? origin + 2 : origin, mark: isPlain ? nil : .certain)
    }

    /// Puts the plain spelling in the place of a scheme word at the end of the text.
    /// - Parameter onlyDefanged: whether to look only for spellings that are never anything else, such as `hxxp`.
    /// - Returns: whether the text ends in the word of a scheme.
    @discardableResult
    mutating func rewriteSchemeWord(onlyDefanged: Bool) -> Bool {
        var end = bytes.count
        while end > 0, bytes.count - end < 2,
            bytes[end - 1] == UInt8(ascii: "]") || bytes[end - 1] == UInt8(ascii: ")")
        {
            end -= 1
        }
        guard end == bytes.count || !onlyDefanged, end > 0 else { return false }
        let last = bytes[end - 1] | 0x20
        guard
            !onlyDefanged || last == UInt8(ascii: "p") || last == UInt8(ascii: "s")
                || last == UInt8(ascii: "w")
        else { return false }
        var start = end
        while start > 0, end - start < Self.maximumSchemeWord, bytes[start - 1].isSchemeByte { start -= 1 }
        while start < end, !bytes[start].isASCIILetter { start += 1 }
        guard start < end else { return false }
        let word = Array(bytes[start..<end])
        guard let spelling = SchemeSpelling(word, onlyDefanged: onlyDefanged) else { return false }
        if end < bytes.count || !spelling.isPlain {
            replaceTail(from: start + spelling.start, by: spelling.name)
        }
        return true
    }

    /// A backslash that escapes a dot (regular expressions) or a slash (JSON).
    mutating func backslash(_ input: Span<UInt8>, at index: Int) -> Int? {
        var next = index + 1
        if next < input.count, input[next] == UInt8(ascii: "\\") { next += 1 }
        guard next < input.count else { return nil }
        if input[next] == UInt8(ascii: "."), endsInNameByte, next + 1 < input.count,
            input[next + 1].isNameByte
        {
            append(UInt8(ascii: "."), from: index, mark: .likely)
            return next + 1
        }
        if input[next] == UInt8(ascii: "/"), next == index + 1 {
            append(UInt8(ascii: "/"), from: index, mark: .likely)
            return next + 1
        }
        return nil
    }

    /// Full-width and ideographic dots, and in one address full-width colons and slashes.
    mutating func wideMark(_ input: Span<UInt8>, at index: Int) -> Int? {
        guard index + 2 < input.count else { return nil }
        let character = UInt32(input[index]) << 16 | UInt32(input[index + 1]) << 8 | UInt32(input[index + 2])
        let next = index + 3
        switch character {
        case 0xE38082, 0xEFBC8E, 0xEFBDA1:
            let isBetween =
                next < input.count && input[next].isASCIIAlphanumeric
                && bytes.last?.isASCIIAlphanumeric == true
            guard isBetween, isInHost else { return nil }
            append(UInt8(ascii: "."), from: index, mark: .likely)
        case 0xEFBC9A where isOneAddress || (next < input.count && input[next] == UInt8(ascii: "/")):
            if let end = schemeMark(input, after: next, origin: index) { return end }
            append(UInt8(ascii: ":"), from: index, mark: .likely)
        case 0xE28093 where isOneAddress, 0xE28094 where isOneAddress:
            append(UInt8(ascii: "-"), from: index, mark: .likely)
        case 0xEFBC8F where isOneAddress:
            append(UInt8(ascii: "/"), from: index, mark: .likely)
        default: return nil
        }
        return next
    }

    /// In one address: ` dot ` and ` at ` as words, blanks after `://`, and a URL wrapped over lines.
    mutating func spaced(_ input: Span<UInt8>, at index: Int) -> Int? {
        let word = input.skippingBlanks(from: index, limit: 8)
        if word > index, bytes.suffix(3).elementsEqual("://".utf8) {
            noteOmission()
            return word
        }
        if word > index, endsInNameByte, isInHost {
            for (spelling, byte) in [("dot ", UInt8(ascii: ".")), ("at ", UInt8(ascii: "@"))]
                as [(StaticString, UInt8)]
            where input.extracting(word..<input.count).hasPrefix(ignoringCase: spelling) {
                let next = input.skippingBlanks(from: word + spelling.utf8CodeUnitCount, limit: 8)
                guard next < input.count, input[next].isNameByte else { return nil }
                append(byte, from: index, mark: .certain)
                return next
            }
        }
        let next = input.skippingWrap(from: index, limit: 16)
        guard next > index, !isInHost, input.extracting(index..<next).contains(0x0A) else { return nil }
        noteOmission()
        return next
    }
}

/// The ways a scheme is written before `://`.
struct SchemeSpelling {
    /// The plain word.
    let name: String
    /// Where in the given word the spelling begins; more than 0 when something is glued to its front.
    let start: Int
    /// Whether the word is written plainly already.
    let isPlain: Bool

    /// Schemes of transports and services that are not URLs here, but whose host is an address.
    static let services: Set<String> = [
        "tcp", "udp", "ssl", "tls", "dns", "quic", "icmp", "ldap", "ldaps", "smb", "ssh", "sftp", "ftps",
        "scp", "rdp",
        "vnc", "telnet", "rtsp", "rtmp", "rtp", "irc", "ircs", "mqtt", "mqtts", "amqp", "mongodb", "redis",
        "mysql",
        "postgres", "postgresql", "mssql", "stratum", "socks", "socks4", "socks5", "git", "svn", "ntp", "sip",
        "sips",
        "imap", "imaps", "smtp", "smtps", "pop3", "nntp", "gopher", "doh", "dot", "kcp", "tor", "rsync",
        "nfs", "dcom",
        "rpc", "winrm", "webdav", "dav", "davs", "coap", "xmpp", "pptp", "l2tp", "openvpn", "vless", "vmess",
        "trojan",
        "ss", "http2", "h2", "h2c", "grpc", "any",
    ]

    /// Host and port in the URL of a service, such as `tcp://host:port/`; nil when the text is something else.
    static func serviceHost(_ text: [UInt8]) -> Range<Int>? {
        guard let colon = text.firstIndex(of: UInt8(ascii: ":")), colon <= 32,
            text[colon...].starts(with: "://".utf8)
        else { return nil }
        let word = String(decoding: text[..<colon].map(\.asciiLowercased), as: UTF8.self)
        guard let last = word.split(separator: "+").last, services.contains(String(last)) else { return nil }
        let start = colon + 3
        let end = text[start...].firstIndex { "/?#\\".utf8.contains($0) } ?? text.endIndex
        let user = text[start..<end].lastIndex(of: UInt8(ascii: "@"))
        return (user.map { $0 + 1 } ?? start)..<end
    }

    /// Reads a scheme word.
    /// - Parameters:
    ///   - word: the bytes before the colon.
    ///   - onlyDefanged: whether a plain `http` is no answer.
    init?(_ word: [UInt8], onlyDefanged: Bool) {
        let lower = word.map(\.asciiLowercased)
        if !onlyDefanged {
            let text = String(decoding: lower, as: UTF8.self)
            let last = text.split(separator: "+").last.map(String.init) ?? text
            if Self.services.contains(last) || URLAddress.Scheme.allCases.contains(where: { $0.name == text })
            {
                self.init(name: text, start: 0, isPlain: true)
                return
            }
        }
        for length in 3...8 where length <= lower.count {
            let start = lower.count - length
            guard let name = Self.web(lower[start...]) else { continue }
            let isPlain = lower[start...].elementsEqual(name.utf8)
            if isPlain && onlyDefanged { continue }
            if start > 0, !isPlain, length < 4 { continue }
            self.init(name: name, start: start, isPlain: isPlain)
            return
        }
        return nil
    }

    private init(name: String, start: Int, isPlain: Bool) {
        self.name = name
        self.start = start
        self.isPlain = isPlain
    }

    /// `http`, `https` or `ftp` for a lower-case word that means it: `h`, one to four letters of disguise, `p`.
    private static func web(_ word: ArraySlice<UInt8>) -> String? {
        var body = word
        let isSecure = body.last == UInt8(ascii: "s")
        if isSecure { body = body.dropLast() }
        if body.elementsEqual("meow".utf8) { return isSecure ? "https" : "http" }
        if body.elementsEqual("fxp".utf8) || body.elementsEqual("ftp".utf8) || body.elementsEqual("f*p".utf8)
        {
            return isSecure ? nil : "ftp"
        }
        guard body.count >= 3, body.first == UInt8(ascii: "h"), body.last == UInt8(ascii: "p") else {
            return nil
        }
        let inside = body.dropFirst().dropLast()
        guard (1...3).contains(inside.count), inside.allSatisfy({ "tx*z#_+".utf8.contains($0) }) else {
            return nil
        }
        return isSecure ? "https" : "http"
    }
}

extension UInt8 {
    /// Whether the byte can stand in a scheme word, disguised ones included.
    fileprivate var isSchemeByte: Bool {
        isASCIIAlphanumeric || self == UInt8(ascii: "*") || self == UInt8(ascii: "+")
            || self == UInt8(ascii: "-")
            || self == UInt8(ascii: "#") || self == UInt8(ascii: "_")
    }
}
