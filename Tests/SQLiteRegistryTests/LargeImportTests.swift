import Addresses
import Registry
import Reports
import Reputation
import SQLiteRegistry
import TestSupport
import Testing

@Suite struct `Imports of many addresses` {
    /// More than a part of a snapshot and a batch of rows hold, from two sources that share a third.
    @Test func `agree with a naive registry`() throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        var oracle = RegistryOracle()
        var generator = SeededGenerator(seed: 11)
        for name in ["a", "b"] {
            let source = try store.configure(SourceSettings(name: name), at: TemporaryStore.now)
            oracle.configure(source, at: TemporaryStore.now)
        }
        let claims = [
            Claim(category: .phishing, comment: "kit"), Claim(confidence: 30),
            Claim(lastSeen: TemporaryStore.now, reference: "https://r.example/1"),
        ]
        var listing = (0..<9000).map { number in
            (Address.ip(IPAddress(v4: 0xC000_0000 + number * 7)), claims[Int(number % 3)])
        }
        for step in 0..<6 {
            let at = TemporaryStore.now.advanced(byDays: Double(step))
            let share =
                step == 3 ? listing.prefix(500) : step % 2 == 0 ? listing.prefix(6000) : listing.suffix(6000)
            let reports = share.shuffled(using: &generator)
            let number: Int64 = step % 2 == 0 ? 1 : 2
            let outcome = try store.apply(
                try TemporaryStore.snapshot(reports),
                to: Source.ID(number),
                at: at,
                digest: nil
            )
            #expect(outcome == oracle.apply(reports, to: number, at: at))
            for _ in 0..<60 {
                let index = Int.random(in: listing.indices, using: &generator)
                listing[index].1 = claims[Int.random(in: 0..<3, using: &generator)]
            }
            for (address, _) in listing.shuffled(using: &generator).prefix(300) {
                let record = try store.lookup(address, for: .system).record
                let expected = oracle.entries[address.key]
                let view = expected.flatMap { oracle.view(of: $0, for: .system) }
                #expect(record?.summary.score == view?.score.value)
                #expect(record?.summary.revision == view?.revision)
                #expect(record?.reports == expected.map { oracle.reports(of: $0, for: .system) })
                #expect(record?.timeline == expected.map { oracle.timeline(of: $0, for: .system) })
            }
        }
        try store.verify()
    }
}
