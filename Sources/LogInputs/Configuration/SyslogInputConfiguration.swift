/// Syslog in datagrams (RFC 5426).
public struct DatagramInputConfiguration: Sendable, Hashable {
    /// Where to listen.
    public let address: ListenAddress
    /// Bytes that the kernel keeps while the reader is busy, 64 KiB to 1 GiB. What the system allows may be less.
    public let receiveBuffer: Int
    /// How long datagrams are gathered into a batch, 1 ms to 5 s.
    public let gatherTime: Duration

    /// - Parameters:
    ///   - address: where to listen.
    ///   - receiveBuffer: bytes in the kernel, 64 KiB to 1 GiB.
    ///   - gatherTime: how long to gather, 1 ms to 5 s.
    /// - Throws: ``InputConfigurationError`` naming the value that is out of range.
    public init(
        address: ListenAddress,
        receiveBuffer: Int = 32 << 20,
        gatherTime: Duration = .milliseconds(50)
    ) throws(InputConfigurationError) {
        try InputConfigurationError.check("buffer", receiveBuffer, in: (64 << 10)...(1 << 30))
        try InputConfigurationError.check("gather", gatherTime, in: .milliseconds(1) ... .seconds(5))
        self.address = address
        self.receiveBuffer = receiveBuffer
        self.gatherTime = gatherTime
    }
}

/// Syslog over connections: TCP (RFC 6587), or TLS (RFC 5425) when there is a certificate.
public struct StreamInputConfiguration: Sendable, Hashable {
    /// Where to listen.
    public let address: ListenAddress
    /// Certificate and key; nil for plain TCP.
    public let tls: TLSFiles?
    /// Most connections at a time, 1 to 65 536; one address may hold half of them.
    public let maximumConnections: Int
    /// Longest frame or line in bytes, 480 (RFC 5424 §6.1) to 16 MiB.
    public let maximumFrameLength: Int
    /// How long a connection may bring nothing, 1 s to 7 days.
    public let idleLimit: Duration
    /// How long a frame may take from its first byte to its last, 1 s to 1 h; and a TLS handshake.
    public let frameLimit: Duration

    /// - Parameters:
    ///   - address: where to listen.
    ///   - tls: certificate and key; nil for plain TCP.
    ///   - maximumConnections: at a time, 1 to 65 536.
    ///   - maximumFrameLength: in bytes, 480 to 16 MiB.
    ///   - idleLimit: how long a connection may bring nothing, 1 s to 7 days.
    ///   - frameLimit: how long a frame or the handshake may take, 1 s to 1 h.
    /// - Throws: ``InputConfigurationError`` naming the value that is out of range.
    public init(
        address: ListenAddress,
        tls: TLSFiles? = nil,
        maximumConnections: Int = 1024,
        maximumFrameLength: Int = 256 << 10,
        idleLimit: Duration = .seconds(3600),
        frameLimit: Duration = .seconds(60)
    ) throws(InputConfigurationError) {
        try InputConfigurationError.check("connections", maximumConnections, in: 1...65_536)
        try InputConfigurationError.check("frame", maximumFrameLength, in: 480...(16 << 20))
        try InputConfigurationError.check("idle", idleLimit, in: .seconds(1) ... .seconds(7 * 86_400))
        try InputConfigurationError.check("frame-time", frameLimit, in: .seconds(1) ... .seconds(3600))
        self.address = address
        self.tls = tls
        self.maximumConnections = maximumConnections
        self.maximumFrameLength = maximumFrameLength
        self.idleLimit = idleLimit
        self.frameLimit = frameLimit
    }
}

/// The PEM files of a TLS server. They are read again when they change.
public struct TLSFiles: Sendable, Hashable {
    /// The certificate, followed by those that lead to its authority.
    public let certificate: String
    /// Its private key.
    public let key: String
    /// Authorities that a client's certificate must come from; nil asks clients for none.
    public let clientAuthorities: String?

    /// - Parameters:
    ///   - certificate: path of the certificate chain in PEM.
    ///   - key: path of the private key in PEM.
    ///   - clientAuthorities: path of the authorities of client certificates in PEM; nil asks for none.
    /// - Throws: ``InputConfigurationError`` when a path is not absolute.
    public init(
        certificate: String,
        key: String,
        clientAuthorities: String? = nil
    ) throws(InputConfigurationError) {
        for (option, path) in [("cert", certificate), ("key", key), ("client-ca", clientAuthorities ?? "/")]
        where !path.hasPrefix("/") {
            throw InputConfigurationError(option, "'\(path)' is no absolute path of a PEM file")
        }
        self.certificate = certificate
        self.key = key
        self.clientAuthorities = clientAuthorities
    }
}
