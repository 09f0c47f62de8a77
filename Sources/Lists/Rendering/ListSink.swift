/// What takes a list as it is written.
public protocol ListSink {
    /// Takes the next block of bytes.
    mutating func write(_ block: [UInt8]) throws(ListError)
}

/// Why a list could not be written.
public enum ListError: Error, Hashable, Sendable {
    /// An entry came behind one with a higher key; the renderer takes them in the order of keys.
    case outOfOrder(String)
    /// The sink took no more; what it said.
    case sink(String)
}

extension ListError: CustomStringConvertible {
    /// What happened, in one line.
    public var description: String {
        switch self {
        case .outOfOrder(let address): "\(address) is out of order: hand entries in by ascending keys"
        case .sink(let text): text
        }
    }
}
