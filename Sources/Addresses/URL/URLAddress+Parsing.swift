extension URLAddress {
    /// Reads an absolute URL with one of the schemes of ``Scheme``.
    /// - Parameter bytes: the URL alone, UTF-8.
    /// - Throws: ``AddressError``.
    public init(utf8 bytes: Span<UInt8>) throws(AddressError) {
        let match = Scheme.allCases.first { scheme in
            Array("\(scheme.name)://".utf8).enumerated().allSatisfy { index, byte in
                index < bytes.count && bytes[index].asciiLowercased == byte
            }
        }
        guard let match else { throw AddressError(.unsupportedScheme) }
        let start = match.name.utf8.count + 3
        var end = start
        while end < bytes.count, bytes[end] != 0x2F, bytes[end] != 0x3F, bytes[end] != 0x23,
            bytes[end] != 0x3A
        {
            end += 1
        }
        let host = bytes.extracting(start..<end)
        let parsedHost: Host
        if let ip = try? IPAddress(utf8: host) {
            parsedHost = .ip(ip)
        } else {
            parsedHost = .domain(try DomainName(utf8: host))
        }
        var port = match.defaultPort
        if end < bytes.count, bytes[end] == 0x3A {
            var value = 0
            end += 1
            while end < bytes.count, let digit = bytes[end].decimalDigit {
                value = value * 10 + Int(digit)
                end += 1
            }
            port = UInt16(value)
        }
        let path = (end..<bytes.count).map { bytes[$0] }
        let text = String(decoding: path, as: UTF8.self)
        self.init(scheme: match, host: parsedHost, port: port, pathAndQuery: text.isEmpty ? "/" : text)
    }

    /// Reads a URL written without its scheme: `host/path`, taken as `http`.
    /// - Parameter bytes: the URL alone, UTF-8.
    /// - Throws: ``AddressError``.
    init(assumingHTTP bytes: Span<UInt8>) throws(AddressError) {
        let text = Array("http://".utf8) + bytes.indices.map { bytes[$0] }
        try self.init(utf8: text.span)
    }
}
