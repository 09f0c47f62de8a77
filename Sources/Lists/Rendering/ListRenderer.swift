internal import Addresses

/// Writes a list into a sink, block by block, as its entries come in the order of their keys.
///
/// ```swift
/// var renderer = ListRenderer(.nftables, options, into: sink)
/// for entry in entries { try renderer.add(entry) }
/// let (sink, summary) = try renderer.finish()
/// ```
/// Memory does not grow with the list. The same entries and options give the same bytes.
public struct ListRenderer<Sink: ListSink> {
    /// Bytes handed to the sink at a time, about.
    private static var blockSize: Int { 1 << 16 }

    /// What takes the list.
    public private(set) var sink: Sink
    private let format: ListFormat
    private let admission: ListAdmission
    private let foldsNames: Bool
    private let foldsNetworks: Bool
    private var cap: ListCap?
    private let maximum: Int?
    private var writer: any ListWriter
    private var text = ListText()
    private var summary = ListSummary()
    private var joiner: NetworkJoiner
    private var done: [ListEntry] = []
    private var key: [UInt8] = []
    private var previousKey: [UInt8] = []
    private var lastName: DomainName?
    private var lastAddress: Address?

    /// A renderer that has written nothing.
    /// - Parameters:
    ///   - format: the format.
    ///   - options: what holds for the whole list.
    ///   - cap: which entries fill the list; see ``ListRanking``. Without one, a list that is full takes no more.
    ///   - sink: what takes the bytes.
    public init(_ format: ListFormat, _ options: ListOptions, cap: ListCap? = nil, into sink: Sink) {
        self.sink = sink
        self.format = format
        self.cap = cap
        admission = ListAdmission(format, now: options.now)
        foldsNames = format.nameOverlap == .folded && options.zone == nil
        foldsNetworks = format.networkOverlap == .folded && options.zone == nil
        maximum = options.maximumEntries ?? format.maximumEntries
        joiner = NetworkJoiner(joins: options.joinsNetworks)
        writer = format.writer(options)
        writer.begin(into: &text)
    }

    /// Takes the next entry.
    /// - Parameter entry: an entry whose key is not below the one before.
    /// - Throws: ``ListError/outOfOrder(_:)``, or what the sink throws.
    public mutating func add(_ entry: ListEntry) throws(ListError) {
        key.removeAll(keepingCapacity: true)
        entry.address.appendKey(to: &key)
        summary.offered += 1
        if key == previousKey { return summary.leaveOut(.duplicate) }
        guard previousKey.lexicographicallyPrecedes(key) else {
            throw .outOfOrder("\(entry.address)")
        }
        swap(&key, &previousKey)
        var entry = entry
        if let reason = refusal(of: &entry) { return summary.leaveOut(reason) }
        summary.accepted += 1
        if foldsNetworks {
            switch entry.address {
            case .ip(let address): joiner.add(IPNetwork(address), entry, to: &done)
            case .network(let network): joiner.add(network, entry, to: &done)
            case .asn, .domain, .url:
                if isCovered(entry.address) {
                    summary.folded += 1
                } else {
                    writer.write(entry, into: &text)
                }
            }
            writeDone()
        } else if isCovered(entry.address) {
            summary.folded += 1
        } else {
            writer.write(entry, into: &text)
        }
        if text.bytes.count >= Self.blockSize { try flush() }
    }

    /// Writes what is left and what stands after the last entry.
    /// - Returns: the sink, and what the rendering came to.
    /// - Throws: what the sink throws.
    public consuming func finish() throws(ListError) -> (sink: Sink, summary: ListSummary) {
        try end()
        return (sink, summary)
    }

    private mutating func end() throws(ListError) {
        joiner.flush(to: &done)
        writeDone()
        writer.finish(into: &text)
        try flush()
        summary.folded += joiner.folded
    }

    private mutating func refusal(of entry: inout ListEntry) -> LeftOutReason? {
        if let reason = admission.admit(&entry) { return reason }
        if let maximum, summary.accepted >= maximum { return .overCap }
        if cap?.takes(entry.score) == false { return .overCap }
        return writer.refusal(of: entry)
    }

    /// Whether what was written last covers the address: the same one (a URL that became its host), or for formats where
    /// names cover what is below them, a name above.
    private mutating func isCovered(_ address: Address) -> Bool {
        if address == lastAddress { return true }
        lastAddress = address
        guard foldsNames, case .domain(let name) = address else { return false }
        if let lastName, lastName.contains(name) { return true }
        lastName = name
        return false
    }

    private mutating func writeDone() {
        for entry in done { writer.write(entry, into: &text) }
        done.removeAll(keepingCapacity: true)
    }

    private mutating func flush() throws(ListError) {
        guard !text.bytes.isEmpty else { return }
        summary.byteCount += text.bytes.count
        try sink.write(text.bytes)
        text.removeAll()
    }
}
