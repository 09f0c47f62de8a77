import Reports

extension Tables {
    /// The URL entries for a path on a host: exact, then prefixes, longest first.
    func findings(pathAndQuery: String, on host: HostFindings) -> [Finding] {
        let form = PathForm(pathAndQuery.utf8)
        var findings = urlFindings(on: host, scope: .exact, path: form.bytes, lengths: [form.bytes.count])
        findings += urlFindings(
            on: host,
            scope: .pathPrefix,
            path: Array(form.bytes[..<form.pathEnd]),
            lengths: form.prefixLengths
        )
        return findings
    }

    /// The entries for all of a host.
    func hostWideFindings(on host: HostFindings) -> [Finding] {
        urlFindings(on: host, scope: .host, path: [], lengths: [0])
    }

    /// The entries of one scope whose path is the first `lengths` bytes of `path`; the longest first.
    private func urlFindings(
        on host: HostFindings,
        scope: MatchScope,
        path: [UInt8],
        lengths: [Int]
    ) -> [Finding] {
        let changed = records(on: host.changed, scope: scope, path: path, lengths: lengths)
        let base = records(on: host.base, scope: scope, path: path, lengths: lengths)
        var findings: [Finding] = []
        for place in lengths.indices {
            let above = changed.isEmpty ? [] : changed[place]
            let below = (base.isEmpty ? [] : base[place])
                .filter { record in !above.contains { $0.isSameURL(as: record) } }
            var level = above.filter(\.meta.isListed).map { Finding($0, .changes) }
            level += below.map { Finding($0, .base) }
            if !above.isEmpty, level.count > 1 { level.sort { text(of: $0) < text(of: $1) } }
            findings += level
        }
        return findings
    }

    /// The records of one layer for each length; empty where the host has none.
    private func records(
        on host: HostFindings.Host?,
        scope: MatchScope,
        path: [UInt8],
        lengths: [Int]
    ) -> [[URLTable.Record]] {
        guard let host, host.meta.servesURLs else { return [] }
        let urls = self[host.layer].urls
        var state = key.pathState(host: host.reference, scopeCode: scope.rawValue)
        var records = [[URLTable.Record]](repeating: [], count: lengths.count)
        // One pass over the path, from the shortest length, which is the last.
        var position = 0
        for place in lengths.indices.reversed() {
            while position < lengths[place] {
                state = key.pathState(adding: path[position], after: state)
                position += 1
            }
            records[place] = urls.matches(
                host: host.reference,
                scope: scope,
                path: path[..<position],
                hash: key.pathHash(endingAt: state)
            )
        }
        return records
    }
}

extension URLTable.Record {
    /// Whether both are entries for one URL; host and scope are known to be the same.
    fileprivate func isSameURL(as other: URLTable.Record) -> Bool {
        scheme == other.scheme && port == other.port && path.elementsEqual(other.path)
    }
}
