import Addresses
import Reports

/// What lookups of a host give: the entries for the host, and how to find its URL entries.
struct HostFindings {
    /// A host's place in the tables of one layer.
    struct Host {
        let layer: Tables.Layer
        let reference: URLHostReference
        let meta: EntryMeta
    }

    var findings: [Finding] = []
    /// The host itself, where it is in the tables; changes first.
    var changed: Host?
    var base: Host?

    var isEmpty: Bool { findings.isEmpty && changed == nil && base == nil }
    var servesURLs: Bool { changed?.meta.servesURLs == true || base?.meta.servesURLs == true }
    var servesHostWide: Bool { changed?.meta.servesHostWide == true || base?.meta.servesHostWide == true }
}

extension Tables {
    /// What both layers say of one address.
    struct Pair<Value> {
        var changed: Value?
        var base: Value?
    }

    /// The entries for a name and the names above it, longest first.
    /// - Parameters:
    ///   - name: ASCII name bytes of any case, no dots at the ends.
    ///   - length: how many.
    /// - Returns: them, and the record of the name itself.
    func findings(name: UnsafePointer<UInt8>, length: Int) -> HostFindings {
        var result = HostFindings()
        _ = hasRecord(name: name, length: length) { records, isWhole in
            func add(_ record: NameTable.Record, _ layer: Layer) {
                if record.meta.isListed {
                    result.findings.append(Finding(.name(record.offset, layer), record.meta))
                }
            }
            if let changed = records.changed { add(changed, .changes) }
            if let base = records.base, records.changed?.meta.overridesBase != true { add(base, .base) }
            if isWhole {
                result.changed = records.changed.map { host($0, .changes) }
                result.base = records.base.map { host($0, .base) }
            }
            return false
        }
        result.findings.reverse()
        return result
    }

    private func host(_ record: NameTable.Record, _ layer: Layer) -> HostFindings.Host {
        let reference = URLHostReference(kind: .name, index: UInt32(clamping: record.offset))
        return HostFindings.Host(layer: layer, reference: reference, meta: record.meta)
    }

    /// Whether the records of a name, or of one above it, satisfy `isWanted`; they are asked shortest name first.
    /// - Parameters:
    ///   - name: ASCII name bytes of any case, no dots at the ends.
    ///   - length: how many.
    ///   - isWanted: is given the records, at least one, and whether they are those of the whole name.
    /// - Returns: true at the first records that are wanted.
    @inline(__always)
    func hasRecord(
        name: UnsafePointer<UInt8>,
        length: Int,
        where isWanted: (Pair<NameTable.Record>, Bool) -> Bool
    ) -> Bool {
        guard !filters.hasNoNames else { return false }
        var state = key.seed
        var labels = 0
        var end = length
        while end > 0, length - end <= DomainName.maximumLength {
            var start = end
            while start > 0, name[start - 1] != UInt8(ascii: ".") { start -= 1 }
            guard start < end, end - start <= HashKey.maximumLabelLength else { return false }
            state = key.state(addingLabel: name, from: start, to: end, after: state)
            labels += 1
            if labels > 1, filters.mayContain(state, asHost: start == 0) {
                let records = Pair(
                    changed: changes?.names.find(state, name + start, length: length - start),
                    base: base.names.find(state, name + start, length: length - start)
                )
                if records.changed != nil || records.base != nil, isWanted(records, start == 0) {
                    return true
                }
            }
            end = start - 1
        }
        return false
    }

    /// The entries for an IP address and the networks around it, longest prefix first.
    func findings(ip address: IPAddress) -> HostFindings {
        var result = HostFindings()
        guard !address.isIPv4 || filters.mayContain(v4: address.v4) else { return result }
        result.changed = changes.flatMap { host(of: address, in: $0, .changes) }
        result.base = host(of: address, in: base, .base)
        let metas = Pair(changed: result.changed?.meta, base: result.base?.meta)
        if let meta = metas.visible { result.findings.append(Finding(.ip(address), meta)) }
        result.findings += networkFindings(around: address, maximumLength: address.width)
        return result
    }

    private func host(of address: IPAddress, in tables: FileTables, _ layer: Layer) -> HostFindings.Host? {
        let place = address.isIPv4 ? tables.ipv4.find(address.v4) : tables.ipv6.find(address.bits)
        guard let place else { return nil }
        return HostFindings.Host(
            layer: layer,
            reference: URLHostReference(
                kind: address.isIPv4 ? .ipv4 : .ipv6,
                index: UInt32(clamping: place)
            ),
            meta: address.isIPv4 ? tables.ipv4.meta(at: place) : tables.ipv6.meta(at: place)
        )
    }

    /// Whether something is listed at an IPv4 address or around it; also where it was removed since.
    func mayMatch(v4 address: UInt32) -> Bool {
        guard filters.mayContain(v4: address) else { return false }
        if base.ipv4.find(address) != nil || base.ipv4.networks.contains(address) { return true }
        guard let changes else { return false }
        return changes.ipv4.find(address) != nil || changes.ipv4.networks.contains(address)
    }

    /// The networks of at most `maximumLength` bits around `address`, longest prefix first.
    func networkFindings(around address: IPAddress, maximumLength: Int) -> [Finding] {
        if address.isIPv4 {
            return networkFindings(\.ipv4.networks, around: address.v4, maximumLength) { IPAddress(v4: $0) }
        }
        return networkFindings(\.ipv6.networks, around: address.bits, maximumLength) { IPAddress(bits: $0) }
    }

    private func networkFindings<Bits>(
        _ table: KeyPath<FileTables, NetworkTable<Bits>>,
        around address: Bits,
        _ maximumLength: Int,
        _ make: (Bits) -> IPAddress
    ) -> [Finding] {
        var matches = base[keyPath: table].matches(address, maximumLength: maximumLength)
        if let changes {
            let changed = changes[keyPath: table].matches(address, maximumLength: maximumLength)
            let overridden = Set(changed.filter(\.meta.overridesBase).map(\.prefixLength))
            matches = changed + matches.filter { !overridden.contains($0.prefixLength) }
            matches.sort { $0.prefixLength > $1.prefixLength }
        }
        return matches.compactMap { match in
            guard match.meta.isListed,
                let network = IPNetwork(containing: make(match.base), prefixLength: match.prefixLength)
            else { return nil }
            return Finding(.network(network), match.meta)
        }
    }
}

extension Tables.Pair<EntryMeta> {
    /// What is said of the address now; nil when it is not listed, or not any more.
    var visible: EntryMeta? {
        if let changed, changed.overridesBase { return changed.isListed ? changed : nil }
        return base.flatMap { $0.isListed ? $0 : nil }
    }
}
