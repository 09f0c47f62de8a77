extension WebURL {
    /// Parses a URL the way a browser does (WHATWG URL §4.4, basic URL parser).
    ///
    /// Bytes that are not UTF-8 are percent-encoded as they are, except in the host, where they are refused.
    /// - Parameters:
    ///   - bytes: the URL, UTF-8; at most ``URLAddress/maximumLength``.
    ///   - base: the URL that `bytes` may be relative to.
    /// - Throws: ``AddressError`` with the byte that is wrong; ``AddressError/Reason/unsupportedScheme`` for all
    ///   schemes without a record here.
    package init(utf8 bytes: Span<UInt8>, base: WebURL? = nil) throws(AddressError) {
        try self.init(bytes, base: base, assuming: nil)
    }

    /// Parses a URL, or with `assumed` what stands after a scheme and its slashes.
    init(
        _ bytes: Span<UInt8>,
        base: WebURL? = nil,
        assuming assumed: URLAddress.Scheme?
    ) throws(AddressError) {
        guard bytes.count <= URLAddress.maximumLength else {
            throw AddressError(.tooLong, at: URLAddress.maximumLength)
        }
        var start = 0
        var end = bytes.count
        while start < end, bytes[start] <= 0x20 { start += 1 }
        while start < end, bytes[end - 1] <= 0x20 { end -= 1 }
        guard start < end || base != nil else { throw AddressError(.empty) }
        let input = bytes.extracting(start..<end)
        guard input.contains(where: \.isTabOrNewline) else {
            do { try self.init(clean: input, base: base, assuming: assumed) } catch {
                throw error.shifted(by: start)
            }
            return
        }
        let kept = input.indices.filter { !input[$0].isTabOrNewline }
        let cleaned = kept.map { input[$0] }
        do { try self.init(clean: cleaned.span, base: base, assuming: assumed) } catch {
            let offset = error.offset < kept.count ? kept[error.offset] : input.count
            throw AddressError(error.reason, at: start + offset)
        }
    }

    private init(
        clean input: Span<UInt8>,
        base: WebURL?,
        assuming assumed: URLAddress.Scheme?
    ) throws(AddressError) {
        var position = 0
        var scheme = assumed
        if assumed == nil, let colon = input.schemeEnd {
            guard let written = URLAddress.Scheme(written: input.extracting(0..<colon)) else {
                throw AddressError(.unsupportedScheme)
            }
            scheme = written
            position = colon + 1
        }
        if let base, scheme == nil || scheme == base.scheme && !input.hasTwoSlashes(at: position) {
            self = base
            try readRelative(input, from: position)
            return
        }
        guard let scheme else { throw AddressError(.invalidURL) }
        // The host stands for none until it is read; without one there is no URL.
        self.init(scheme: scheme, host: .domain(""))
        try readAuthority(input, at: &position)
        position += position < input.count && input[position].isSlash ? 1 : 0
        readPath(input, from: position, below: [])
    }

    /// The relative and relative slash states.
    private mutating func readRelative(_ input: Span<UInt8>, from start: Int) throws(AddressError) {
        let folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { Array(path.utf8[..<$0]) } ?? []
        fragment = nil
        guard start < input.count else { return }
        var position = start
        if input[position].isSlash {
            position += 1
            if position < input.count, input[position].isSlash {
                try readAuthority(input, at: &position)
                position += position < input.count && input[position].isSlash ? 1 : 0
            }
            readPath(input, from: position, below: [])
        } else if input[position] == UInt8(ascii: "?") || input[position] == UInt8(ascii: "#") {
            if input[position] == UInt8(ascii: "?") { query = nil }
            readQueryAndFragment(input, from: position)
        } else {
            readPath(input, from: position, below: folder)
        }
    }

    /// The special authority ignore slashes, authority, host and port states. Leaves `position` at the path.
    private mutating func readAuthority(
        _ input: Span<UInt8>,
        at position: inout Int
    ) throws(AddressError) {
        while position < input.count, input[position].isSlash { position += 1 }
        let start = position
        while position < input.count, !input[position].endsAuthority { position += 1 }
        let end = position
        var hostStart = start
        username = ""
        password = ""
        if let at = input.extracting(start..<end).lastIndex(of: UInt8(ascii: "@")) {
            hostStart = start + at + 1
            let colon = input.extracting(start..<start + at).firstIndex(of: UInt8(ascii: ":")) ?? at
            username = input.percentEncoded(start..<start + colon, .userinfo)
            if colon < at { password = input.percentEncoded(start + colon + 1..<start + at, .userinfo) }
        }
        let hostEnd = Self.hostEnd(input, hostStart..<end)
        guard hostStart < hostEnd else { throw AddressError(.invalidURL, at: hostStart) }
        do { host = try Host(parsing: input.extracting(hostStart..<hostEnd)) } catch {
            throw error.shifted(by: hostStart)
        }
        port = hostEnd < end ? try Self.readPort(input, hostEnd + 1..<end) : nil
        if port == scheme.defaultPort { port = nil }
    }

    /// The first colon outside brackets.
    private static func hostEnd(_ input: Span<UInt8>, _ range: Range<Int>) -> Int {
        var isInBrackets = false
        for index in range {
            switch input[index] {
            case UInt8(ascii: "["): isInBrackets = true
            case UInt8(ascii: "]"): isInBrackets = false
            case UInt8(ascii: ":"): if !isInBrackets { return index }
            default: break
            }
        }
        return range.upperBound
    }

    private static func readPort(
        _ input: Span<UInt8>,
        _ range: Range<Int>
    ) throws(AddressError) -> UInt16? {
        var value = 0
        for index in range {
            guard let digit = input[index].decimalDigit else { throw AddressError(.invalidPort, at: index) }
            value = value * 10 + Int(digit)
            guard value <= 0xFFFF else { throw AddressError(.invalidPort, at: range.lowerBound) }
        }
        return range.isEmpty ? nil : UInt16(value)
    }

    /// The path state, from after the first slash: removes dot segments and turns backslashes.
    private mutating func readPath(_ input: Span<UInt8>, from start: Int, below folder: [UInt8]) {
        var output = folder
        output.reserveCapacity(folder.count + input.count - start + 1)
        var position = start
        var goesOn = true
        while goesOn {
            let segment = output.count
            output.append(UInt8(ascii: "/"))
            while position < input.count, !input[position].endsAuthority {
                output.append(input[position], encoding: .path)
                position += 1
            }
            goesOn = position < input.count && input[position].isSlash
            if goesOn { position += 1 }
            let dots = output[(segment + 1)...].dotsOfDotSegment
            guard dots > 0 else { continue }
            output.removeSubrange(segment...)
            if dots == 2 { output.removeSubrange((output.lastIndex(of: UInt8(ascii: "/")) ?? 0)...) }
            if !goesOn { output.append(UInt8(ascii: "/")) }
        }
        path = String(decoding: output, as: UTF8.self)
        query = nil
        readQueryAndFragment(input, from: position)
    }

    /// The query and fragment states. At `start` stands `?`, `#` or nothing.
    private mutating func readQueryAndFragment(_ input: Span<UInt8>, from start: Int) {
        let end = input.firstIndex(of: UInt8(ascii: "#"), from: start) ?? input.count
        if start < end { query = input.percentEncoded(start + 1..<end, .specialQuery) }
        fragment = end < input.count ? input.percentEncoded(end + 1..<input.count, .fragment) : nil
    }
}

extension URLAddress.Scheme {
    /// The scheme written in these bytes, any case; nil for others.
    init?(written bytes: Span<UInt8>) {
        switch bytes.count {
        case 2 where bytes.hasPrefix(ignoringCase: "ws"): self = .ws
        case 3 where bytes.hasPrefix(ignoringCase: "wss"): self = .wss
        case 3 where bytes.hasPrefix(ignoringCase: "ftp"): self = .ftp
        case 4 where bytes.hasPrefix(ignoringCase: "http"): self = .http
        case 5 where bytes.hasPrefix(ignoringCase: "https"): self = .https
        default: return nil
        }
    }
}

extension ArraySlice<UInt8> {
    /// 1 for `.` and 2 for `..`, each dot also written `%2e`; 0 for any other segment.
    fileprivate var dotsOfDotSegment: Int {
        guard (1...6).contains(count) else { return 0 }
        var dots = 0
        var rest = self
        while let first = rest.first {
            if first == UInt8(ascii: ".") {
                rest = rest.dropFirst()
            } else if rest.count >= 3, first == UInt8(ascii: "%"),
                rest[rest.startIndex + 1] == UInt8(ascii: "2"),
                rest[rest.startIndex + 2] | 0x20 == UInt8(ascii: "e")
            {
                rest = rest.dropFirst(3)
            } else {
                return 0
            }
            dots += 1
        }
        return dots <= 2 ? dots : 0
    }
}

extension Span<UInt8> {
    /// Where the colon after a scheme stands; nil when the bytes do not begin with a scheme.
    fileprivate var schemeEnd: Int? {
        guard !isEmpty, self[0].isASCIILetter else { return nil }
        for index in indices {
            switch self[index] {
            case UInt8(ascii: ":"): return index
            case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): continue
            default: if !self[index].isASCIIAlphanumeric { return nil }
            }
        }
        return nil
    }

    fileprivate func hasTwoSlashes(at start: Int) -> Bool {
        start + 1 < count && self[start] == UInt8(ascii: "/") && self[start + 1] == UInt8(ascii: "/")
    }

    fileprivate func contains(where condition: (UInt8) -> Bool) -> Bool {
        for index in indices where condition(self[index]) { return true }
        return false
    }
}

extension UInt8 {
    fileprivate var isTabOrNewline: Bool { self == 0x09 || self == 0x0A || self == 0x0D }

    /// A slash or, what special URLs take for one, a backslash.
    fileprivate var isSlash: Bool { self == UInt8(ascii: "/") || self == UInt8(ascii: "\\") }

    /// Ends the authority, and each segment of the path.
    fileprivate var endsAuthority: Bool { isSlash || self == UInt8(ascii: "?") || self == UInt8(ascii: "#") }
}
