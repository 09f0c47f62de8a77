import Addresses
import Reports
package import Watchlists

/// What a scan of a line finds, in the oracle's terms and in a form that a failed test can show.
package func found(_ list: Watchlist, in line: [UInt8]) -> [String] {
    var scanner = LineScanner(list)
    var result: [String] = []
    scanner.scan(line.span) { hit in
        let text = hit.canonical ?? String(decoding: line[hit.seen], as: UTF8.self)
        result.append(
            "\(hit.seen) \(text) <- \(hit.kind.name) \(hit.matched) \(hit.scope.name) \(hit.score) \(hit.category.name)"
        )
    }
    return result
}

extension NaiveMatcher.Match {
    package var description: String {
        "\(seen) \(text) <- \(entry.address.kind.name) \(entry.address) \(entry.scope.name) \(entry.score) \(entry.category.name)"
    }
}
