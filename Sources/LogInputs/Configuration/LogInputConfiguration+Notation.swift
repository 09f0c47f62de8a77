import Foundation

extension LogInputConfiguration {
    /// Reads an input written in one word:
    ///
    /// | notation | input |
    /// |---|---|
    /// | `file:/var/log/squid/*.log.gz` | files, each once |
    /// | `follow:/var/log/zeek/dns.log?start=end` | files as they grow |
    /// | `stdin` | the standard input |
    /// | `syslog+udp://127.0.0.1:5514?buffer=64MiB` | syslog in datagrams; port 514 when none is given |
    /// | `syslog+tcp://[::1]:601?idle=10m` | syslog over TCP; port 601 |
    /// | `syslog+tls://*?cert=/etc/marsad/cert.pem&key=/etc/marsad/key.pem` | syslog over TLS; port 6514 |
    /// | `http://127.0.0.1:8514?tokens=/etc/marsad/ingest.tokens` | HTTP POST; with `https://`, `cert` and `key` over TLS |
    ///
    /// Every kind takes `name`; the others are the arguments of its configuration: `poll`, `gather`, `leave`, `buffer`,
    /// `connections`, `frame`, `frame-time`, `idle`, `client-ca`, `full`, `answer`, `body`, `unpacked`, `requests`,
    /// `wait`. A file of tokens holds one SHA-256 hash in hexadecimal a line; what follows `#` is a remark.
    /// - Parameter notation: the word.
    /// - Throws: ``InputConfigurationError`` naming the part that is wrong.
    public init(_ notation: String) throws(InputConfigurationError) {
        var parts = try InputNotation(notation)
        let name = parts.take("name")
        do throws(InputConfigurationError) {
            let kind = try Self.kind(&parts)
            try parts.finish()
            try self.init(name: name ?? Self.defaultName(notation, parts), kind: kind)
        } catch {
            var error = error
            error.input = notation
            throw error
        }
    }

    private static func defaultName(_ notation: String, _ parts: InputNotation) -> String {
        String((parts.rest.isEmpty ? parts.kind : "\(parts.kind):\(parts.rest)").prefix(maximumNameLength))
    }

    private static func kind(_ parts: inout InputNotation) throws(InputConfigurationError) -> Kind {
        switch parts.kind {
        case "file", "follow": return .files(try files(&parts))
        case "stdin", "-":
            guard parts.rest.isEmpty else { throw InputConfigurationError("stdin", "takes no address") }
            return .standardInput
        case "syslog+udp": return .datagrams(try datagrams(&parts))
        case "syslog+tcp", "syslog+tls": return .streams(try streams(&parts))
        case "http", "https": return .http(try http(&parts))
        default:
            throw InputConfigurationError(
                "kind",
                "'\(parts.kind)' is no input; write file:, follow:, stdin, syslog+udp://, syslog+tcp://, "
                    + "syslog+tls://, http:// or https://"
            )
        }
    }

    private static func files(
        _ parts: inout InputNotation
    ) throws(InputConfigurationError) -> FileInputConfiguration {
        try FileInputConfiguration(
            path: parts.rest,
            mode: parts.kind == "file" ? .once : .follow,
            start: parts.take("start", "beginning or end") { .init(rawValue: $0) } ?? .beginning,
            pollInterval: parts.takeDuration("poll") ?? .seconds(1),
            gatherTime: parts.takeDuration("gather") ?? .milliseconds(100),
            leaveAfter: parts.takeDuration("leave") ?? .seconds(60)
        )
    }

    private static func datagrams(
        _ parts: inout InputNotation
    ) throws(InputConfigurationError) -> DatagramInputConfiguration {
        try DatagramInputConfiguration(
            address: address(parts, defaultPort: 514),
            receiveBuffer: parts.takeSize("buffer").map { Int($0) } ?? 32 << 20,
            gatherTime: parts.takeDuration("gather") ?? .milliseconds(50)
        )
    }

    private static func streams(
        _ parts: inout InputNotation
    ) throws(InputConfigurationError) -> StreamInputConfiguration {
        let isSecure = parts.kind == "syslog+tls"
        return try StreamInputConfiguration(
            address: address(parts, defaultPort: isSecure ? 6514 : 601),
            tls: isSecure ? tlsFiles(&parts) : nil,
            maximumConnections: parts.takeNumber("connections") ?? 1024,
            maximumFrameLength: parts.takeSize("frame").map { Int($0) } ?? 256 << 10,
            idleLimit: parts.takeDuration("idle") ?? .seconds(3600),
            frameLimit: parts.takeDuration("frame-time") ?? .seconds(60)
        )
    }

    private static func http(
        _ parts: inout InputNotation
    ) throws(InputConfigurationError) -> HTTPInputConfiguration {
        try HTTPInputConfiguration(
            address: address(parts, defaultPort: nil),
            tls: parts.kind == "https" ? tlsFiles(&parts) : nil,
            tokens: tokens(parts.take("tokens")),
            whenFull: parts.take("full", "wait or refuse") { .init(rawValue: $0) } ?? .wait,
            answer: parts.take("answer", "stored or queued") { .init(rawValue: $0) } ?? .stored,
            maximumBodyLength: parts.takeSize("body") ?? 256 << 20,
            maximumUnpackedLength: parts.takeSize("unpacked") ?? 2 << 30,
            maximumRequests: parts.takeNumber("requests") ?? 64,
            waitLimit: parts.takeDuration("wait") ?? .seconds(30)
        )
    }

    private static func address(
        _ parts: InputNotation,
        defaultPort: UInt16?
    ) throws(InputConfigurationError) -> ListenAddress {
        guard parts.rest.hasPrefix("//") else {
            throw InputConfigurationError("address", "write it as in \(parts.kind)://127.0.0.1:5514")
        }
        var address = parts.rest.dropFirst(2)
        if address.hasSuffix("/") { address.removeLast() }
        return try ListenAddress(address, defaultPort: defaultPort)
    }

    private static func tlsFiles(_ parts: inout InputNotation) throws(InputConfigurationError) -> TLSFiles {
        guard let certificate = parts.take("cert"), let key = parts.take("key") else {
            throw InputConfigurationError(
                "cert",
                "name the PEM files, as in cert=/etc/marsad/cert.pem&key=/etc/marsad/key.pem"
            )
        }
        return try TLSFiles(
            certificate: certificate,
            key: key,
            clientAuthorities: parts.take("client-ca")
        )
    }

    private static func tokens(_ path: String?) throws(InputConfigurationError) -> BearerTokens? {
        guard let path else { return nil }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw InputConfigurationError("tokens", "'\(path)' cannot be read; name a file of token hashes")
        }
        let hashes = text.split(whereSeparator: \.isNewline)
            .map { line in line.prefix { $0 != "#" }.filter { !$0.isWhitespace } }
            .filter { !$0.isEmpty }
        return try BearerTokens(hashes: hashes)
    }
}
