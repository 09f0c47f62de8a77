/// Why something that was sent or written did not become lines, or not whole ones.
public enum DropReason: String, Sendable, Hashable, CaseIterable, Comparable {
    /// The queue to the consumer was full; counted in lines.
    case queueFull = "queue-full"
    /// The kernel's receive buffer was full; counted in datagrams, without their bytes.
    case kernelBuffer = "kernel-buffer"
    /// A line was longer than allowed and its end was left out; counted in lines.
    case longLine = "long-line"
    /// A frame on a connection had an impossible length; the connection was closed. Counted in frames.
    case badFrame = "bad-frame"
    /// A frame was never finished; what was there was handed out. Counted in frames.
    case unfinishedFrame = "unfinished-frame"
    /// A connection beyond the limit was closed at once; counted in connections.
    case tooManyConnections = "too-many-connections"
    /// A connection was closed because nothing came for too long; counted in connections.
    case idleConnection = "idle-connection"
    /// A connection broke off or its TLS handshake failed; counted in connections.
    case brokenConnection = "broken-connection"
    /// A file was truncated or replaced before it was read to its end, and no copy of the rest was found. Counted in files,
    /// with the bytes known to be missed.
    case truncatedFile = "truncated-file"
    /// A file was gone at the start before it was read to its end; counted in files.
    case vanishedFile = "vanished-file"
    /// A compressed file or body was damaged; counted in files or requests.
    case damaged = "damaged"
    /// A request had no valid token; counted in requests.
    case unauthorized = "unauthorized"
    /// A request was of a kind that is not taken, or broken; counted in requests.
    case refusedRequest = "refused-request"
    /// A request or what it unpacks to was too large; counted in requests.
    case tooLarge = "too-large"

    /// Orders by name.
    public static func < (left: DropReason, right: DropReason) -> Bool {
        left.rawValue < right.rawValue
    }
}
