/// Writes the entries of one list in one format. It is given only entries that the format carries.
protocol ListWriter: Sendable {
    /// Writes what stands before the first entry.
    mutating func begin(into text: inout ListText)
    /// Why an entry cannot be written; nil when it can, and then it is.
    mutating func refusal(of entry: ListEntry) -> LeftOutReason?
    /// Writes an entry.
    mutating func write(_ entry: ListEntry, into text: inout ListText)
    /// Writes what stands after the last entry.
    mutating func finish(into text: inout ListText)
}

extension ListWriter {
    mutating func begin(into text: inout ListText) {}
    mutating func refusal(of entry: ListEntry) -> LeftOutReason? { nil }
    mutating func finish(into text: inout ListText) {}
}

extension ListFormat {
    /// The writer of a list.
    func writer(_ options: ListOptions) -> any ListWriter {
        switch self {
        case .csv: CSVListWriter()
        case .json: JSONListWriter(isArray: true)
        case .jsonLines: JSONListWriter(isArray: false)
        case .rpzNames, .rpzIP: RPZListWriter(options)
        case .nftables: NftablesWriter(options)
        case .ipset: IpsetWriter(options)
        case .iptables, .ip6tables: IptablesWriter(options)
        case .mikrotik: MikroTikWriter(options)
        case .suricataRules: SuricataRuleWriter(options)
        case .suricataReputation: SuricataReputationWriter()
        case .zeek: ZeekIntelWriter(options)
        case .checkPoint: CheckPointWriter(options)
        case .cef: CEFWriter(options)
        case .stix: STIXListWriter(options)
        default: LineWriter(self, options)
        }
    }
}
