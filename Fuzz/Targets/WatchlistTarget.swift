import Addresses
import Reports
import WatchlistOracle
import Watchlists

extension FuzzTarget {
    /// The watchlist reader: the bytes as a file; and, with its header's checksum made right, as one of an able forger.
    static let watchlist = FuzzTarget(name: "watchlist") { bytes in
        use(try? Watchlist(bytes: bytes))
        use(try? Watchlist(bytes: WatchlistSeal.sealed(bytes), verification: .header))
        // What random bytes seldom make: a right file with wrong places, six bytes of input each.
        var forged = HostileFile.bytes
        for place in stride(from: 0, to: bytes.count - 5, by: 6) {
            let offset =
                (Int(bytes[place]) << 16 | Int(bytes[place + 1]) << 8 | Int(bytes[place + 2])) % forged.count
            for step in 0..<3 where offset + step < forged.count {
                forged[offset + step] = bytes[place + 3 + step]
            }
        }
        use(try? Watchlist(bytes: WatchlistSeal.sealed(forged), verification: .header))
    }

    private static func use(_ watchlist: Watchlist?) {
        guard let watchlist else { return }
        for line in HostileFile.lines { _ = found(watchlist, in: line) }
        for address in HostileFile.addresses { _ = watchlist.entries(matching: address) }
        var count = 0
        watchlist.forEachEntry { _ in count += 1 }
        guard watchlist.revision < .max,
            let delta = try? WatchlistDelta(
                from: watchlist.revision,
                to: watchlist.revision + 1,
                added: HostileFile.addresses.map {
                    WatchlistEntry(address: $0, score: 7, category: .scanning)
                },
                removed: HostileFile.removed
            ),
            let changed = try? watchlist.applying(delta)
        else { return }
        for line in HostileFile.lines { _ = found(changed, in: line) }
    }
}

/// A small file, and what meets it.
private enum HostileFile {
    static let addresses: [Address] = (HostileEntries.texts + HostileEntries.urls.map(\.0))
        .compactMap { try? Address($0) }

    static let removed: [(address: Address, scope: MatchScope)] = [
        "evil.example", "192.0.2.0/24", "http://evil.example/p",
    ].compactMap { text in (try? Address(text)).map { (address: $0, scope: .exact) } }

    static let lines: [[UInt8]] = [
        "http://www.evil.example/p/q?x=1 a.example/q 192.0.2.1/p/ 198.51.100.77 2001:db8::1 2001:db8::1:7",
        "b.a.example x-y.example [2001:db8::2]:80 192.0.2.10 evil%2Eexample 1.2.3.4.53 http://[2001:db8::1]/p",
        "nothing.example 203.0.113.1 2001:db9::1",
    ].map { Array($0.utf8) }

    static let bytes: [UInt8] = {
        var builder = WatchlistBuilder()
        for address in addresses {
            builder.add(WatchlistEntry(address: address, score: 50, category: .phishing))
        }
        for (text, scope) in HostileEntries.urls {
            guard let address = try? Address(text) else { continue }
            builder.add(WatchlistEntry(address: address, scope: scope, score: 60, category: .phishing))
        }
        return (try? builder.serialized(revision: 3)) ?? []
    }()
}
