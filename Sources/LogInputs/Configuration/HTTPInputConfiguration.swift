/// Lines in the bodies of HTTP requests: `POST /ingest/{stream}`.
public struct HTTPInputConfiguration: Sendable, Hashable {
    /// What happens to a request that finds the queue full.
    public enum WhenFull: String, Sendable {
        /// It waits, up to ``waitLimit``, and is answered 503 then.
        case wait
        /// It is answered 503 at once.
        case refuse
    }

    /// When a request is answered 202.
    public enum Answer: String, Sendable {
        /// When what came of its lines is stored: the consumer has acknowledged them.
        case stored
        /// When its lines are in the queue: a crash may still lose them.
        case queued
    }

    /// Where to listen.
    public let address: ListenAddress
    /// Certificate and key; nil for plain HTTP.
    public let tls: TLSFiles?
    /// Who may send; nil lets everybody who can reach the address, which must be a loopback address then.
    public let tokens: BearerTokens?
    /// What happens to a request that finds the queue full.
    public let whenFull: WhenFull
    /// When a request is answered 202.
    public let answer: Answer
    /// Longest body as it is sent, in bytes, 1 KiB to 16 GiB.
    public let maximumBodyLength: Int64
    /// Most bytes that a body may unpack to, 1 KiB to 64 GiB.
    public let maximumUnpackedLength: Int64
    /// Most requests at a time, 1 to 4096; beyond, they are answered 429.
    public let maximumRequests: Int
    /// How long a request waits for room in the queue, and then for its lines to be stored, 1 s to 10 min each.
    public let waitLimit: Duration

    /// - Parameters:
    ///   - address: where to listen.
    ///   - tls: certificate and key; nil for plain HTTP.
    ///   - tokens: who may send; nil only for loopback addresses.
    ///   - whenFull: what happens to a request that finds the queue full.
    ///   - answer: when a request is answered 202.
    ///   - maximumBodyLength: in bytes, 1 KiB to 16 GiB.
    ///   - maximumUnpackedLength: in bytes, 1 KiB to 64 GiB.
    ///   - maximumRequests: at a time, 1 to 4096.
    ///   - waitLimit: how long a request waits, 1 s to 10 min.
    /// - Throws: ``InputConfigurationError`` naming the value that is out of range.
    public init(
        address: ListenAddress,
        tls: TLSFiles? = nil,
        tokens: BearerTokens?,
        whenFull: WhenFull = .wait,
        answer: Answer = .stored,
        maximumBodyLength: Int64 = 256 << 20,
        maximumUnpackedLength: Int64 = 2 << 30,
        maximumRequests: Int = 64,
        waitLimit: Duration = .seconds(30)
    ) throws(InputConfigurationError) {
        guard tokens != nil || address.isLoopback else {
            throw InputConfigurationError(
                "tokens",
                "other machines can reach \(address); name a file of token hashes, as in tokens=/etc/marsad/ingest.tokens"
            )
        }
        try InputConfigurationError.check("body", maximumBodyLength, in: 1024...(16 << 30))
        try InputConfigurationError.check("unpacked", maximumUnpackedLength, in: 1024...(64 << 30))
        try InputConfigurationError.check("requests", maximumRequests, in: 1...4096)
        try InputConfigurationError.check("wait", waitLimit, in: .seconds(1) ... .seconds(600))
        self.address = address
        self.tls = tls
        self.tokens = tokens
        self.whenFull = whenFull
        self.answer = answer
        self.maximumBodyLength = maximumBodyLength
        self.maximumUnpackedLength = maximumUnpackedLength
        self.maximumRequests = maximumRequests
        self.waitLimit = waitLimit
    }
}
