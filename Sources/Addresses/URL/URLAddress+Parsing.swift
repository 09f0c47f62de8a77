extension URLAddress {
    /// Reads an absolute URL with one of the schemes of ``Scheme``, the way a browser would (WHATWG URL).
    ///
    /// User information and fragment are removed, and a dot at the end of the host. Bytes of path and query that are
    /// not UTF-8 are percent-encoded as they are.
    /// - Parameter bytes: the URL alone, UTF-8; at most ``maximumLength``.
    /// - Throws: ``AddressError`` with the byte that is wrong. A host that browsers take but that is no name of the
    ///   DNS, or of one label only, is refused.
    public init(utf8 bytes: Span<UInt8>) throws(AddressError) {
        if let plain = URLAddress(plain: bytes) {
            self = plain
        } else {
            try self.init(WebURL(bytes, assuming: nil), written: bytes)
        }
    }

    /// Reads a URL written without its scheme: `host/path`, taken as `http`.
    /// - Parameter bytes: the URL alone, UTF-8; at most ``maximumLength``.
    /// - Throws: ``AddressError``; see ``init(utf8:)``.
    init(assumingHTTP bytes: Span<UInt8>) throws(AddressError) {
        if let plain = URLAddress(plain: bytes, from: 0, scheme: .http) {
            self = plain
        } else {
            try self.init(WebURL(bytes, assuming: .http), written: bytes)
        }
    }

    /// The address of a URL that was written in `bytes`.
    init(_ url: WebURL, written bytes: Span<UInt8>) throws(AddressError) {
        scheme = url.scheme
        port = url.port ?? url.scheme.defaultPort
        pathAndQuery = url.query.map { "\(url.path)?\($0)" } ?? url.path
        switch url.host {
        case .ipv4(let bits): host = .ip(IPAddress(v4: bits))
        case .ipv6(let bits): host = .ip(IPAddress(bits: bits))
        case .domain(let name):
            do { host = .domain(try DomainName(host: name.utf8.span)) } catch {
                let start = Self.hostStart(bytes, name: name)
                throw start.map { error.shifted(by: $0) } ?? AddressError(error.reason)
            }
        }
        // Percent-encoding lengthens. What is written must be read again.
        guard description.utf8.count <= Self.maximumLength else {
            throw AddressError(.tooLong, at: Self.maximumLength)
        }
    }

    /// The byte at which the host stands literally, in any case.
    private static func hostStart(_ bytes: Span<UInt8>, name: String) -> Int? {
        let name = name.utf8.span
        guard name.count <= bytes.count else { return nil }
        return (0...(bytes.count - name.count)).first { start in
            name.indices.allSatisfy { bytes[start + $0].asciiLowercased == name[$0] }
        }
    }
}
