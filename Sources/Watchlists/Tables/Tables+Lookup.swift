import Addresses
import Reports

/// What lookups of a host give: the entries for the host, and how to find its URL entries.
struct HostFindings {
    var findings: [Finding] = []
    /// The place of the host itself when it is in a table, and its flags.
    var reference: URLHostReference?
    var meta = EntryMeta(raw: 0)

    var isEmpty: Bool { findings.isEmpty && reference == nil }
}

extension Tables {
    /// The entries for a name and the names above it, longest first.
    /// - Parameters:
    ///   - name: ASCII name bytes of any case, no dots at the ends.
    ///   - length: how many.
    /// - Returns: them, and the record of the name itself.
    func findings(name: UnsafePointer<UInt8>, length: Int) -> HostFindings {
        var result = HostFindings()
        _ = hasRecord(name: name, length: length) { record, isWhole in
            if record.meta.isListed { result.findings.append(Finding(.name(record.offset), record.meta)) }
            if isWhole {
                result.reference = URLHostReference(kind: .name, index: UInt32(clamping: record.offset))
                result.meta = record.meta
            }
            return false
        }
        result.findings.reverse()
        return result
    }

    /// Whether the record of a name, or of one above it, satisfies `isWanted`; they are asked shortest name first.
    /// - Parameters:
    ///   - name: ASCII name bytes of any case, no dots at the ends.
    ///   - length: how many.
    ///   - isWanted: is given a record and whether it is that of the whole name.
    /// - Returns: true at the first record that is wanted.
    @inline(__always)
    func hasRecord(
        name: UnsafePointer<UInt8>,
        length: Int,
        where isWanted: (NameTable.Record, Bool) -> Bool
    ) -> Bool {
        guard !filter.isEmpty else { return false }
        var state = key.seed
        var labels = 0
        var end = length
        while end > 0, length - end <= DomainName.maximumLength {
            var start = end
            while start > 0, name[start - 1] != UInt8(ascii: ".") { start -= 1 }
            guard start < end, end - start <= HashKey.maximumLabelLength else { return false }
            state = key.state(addingLabel: name, from: start, to: end, after: state)
            labels += 1
            if labels == 1 {
                guard filter.mayContain(topLevel: state) else { return false }
            } else if filter.mayContain(state) {
                let record = names.find(state, name + start, length: length - start)
                if let record, isWanted(record, start == 0) { return true }
            } else if labels == 2 {
                return false
            }
            end = start - 1
        }
        return false
    }

    /// The entries for an IP address and the networks around it, longest prefix first.
    func findings(ip address: IPAddress) -> HostFindings {
        var result = HostFindings()
        let place = address.isIPv4 ? ipv4.find(address.v4) : ipv6.find(address.bits)
        if let place {
            result.meta = address.isIPv4 ? ipv4.meta(at: place) : ipv6.meta(at: place)
            result.reference = URLHostReference(
                kind: address.isIPv4 ? .ipv4 : .ipv6,
                index: UInt32(clamping: place)
            )
            if result.meta.isListed { result.findings.append(Finding(.ip(address), result.meta)) }
        }
        if address.isIPv4 ? ipv4.isCovered(address.v4) : ipv6.isCovered(address.bits) {
            result.findings += networkFindings(around: address, maximumLength: address.width)
        }
        return result
    }

    /// The networks of at most `maximumLength` bits around `address`, longest prefix first.
    func networkFindings(around address: IPAddress, maximumLength: Int) -> [Finding] {
        let matches: [(IPAddress, Int, EntryMeta)] =
            address.isIPv4
            ? ipv4.networks(around: address.v4, maximumLength: maximumLength)
                .map { (IPAddress(v4: $0.base), $0.prefixLength, $0.meta) }
            : ipv6.networks(around: address.bits, maximumLength: maximumLength)
                .map { (IPAddress(bits: $0.base), $0.prefixLength, $0.meta) }
        return matches.compactMap { base, length, meta in
            IPNetwork(containing: base, prefixLength: length).map { Finding(.network($0), meta) }
        }
    }

    /// The URL entries for a path on a host: exact, then prefixes, longest first.
    func findings(pathAndQuery: String, on host: URLHostReference) -> [Finding] {
        let form = PathForm(pathAndQuery.utf8)
        let exact = pathHashes(form.bytes, host: host, scope: .exact)
        let prefix = pathHashes(form.bytes[..<form.pathEnd], host: host, scope: .pathPrefix)
        var records = urls.matches(
            host: host,
            scope: .exact,
            path: form.bytes[...],
            hash: exact[form.bytes.count]
        )
        for length in form.prefixLengths {
            records += urls.matches(
                host: host,
                scope: .pathPrefix,
                path: form.bytes[..<length],
                hash: prefix[length]
            )
        }
        return records.map(Finding.init)
    }

    /// The entries for all of a host.
    func hostWideFindings(on host: URLHostReference) -> [Finding] {
        let hash = pathHashes([], host: host, scope: .host)[0]
        return urls.matches(host: host, scope: .host, path: [], hash: hash).map(Finding.init)
    }

    /// The hash of every beginning of `path`, the empty one first.
    private func pathHashes(_ path: some Collection<UInt8>, host: URLHostReference, scope: MatchScope)
        -> [UInt64]
    {
        var state = key.pathState(host: host, scopeCode: scope.rawValue)
        var hashes = [key.pathHash(endingAt: state)]
        hashes.reserveCapacity(path.count + 1)
        for byte in path {
            state = key.pathState(adding: byte, after: state)
            hashes.append(key.pathHash(endingAt: state))
        }
        return hashes
    }
}
