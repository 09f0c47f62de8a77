import Addresses
import Registry
import Reports
import Reputation
import SQLiteRegistry
import TestSupport
import Testing

/// Random lives of a registry, compared after every step with ``RegistryOracle``.
@Suite struct `Imports step by step` {
    /// Addresses around and inside each other, of every kind.
    private static let universe: [String] =
        (0..<10).map { "192.0.2.\($0)" } + ["192.0.2.0/24", "192.0.2.0/30", "192.0.2.4/31", "192.0.0.0/16"]
        + (0..<6).map { "a\($0).example" } + ["b.a1.example", "c.b.a1.example", "AS64496", "AS64497"]
        + ["2001:db8::1", "2001:db8::/48", "2001:db8::/32", "http://a1.example/x", "http://192.0.2.1/y?z"]

    private struct Life {
        let temporary: TemporaryStore
        var oracle = RegistryOracle()
        var generator: SeededGenerator
        var now = TemporaryStore.now
        var lists: [Int64: [Int: Claim]] = [:]
        let addresses: [Address]

        init(seed: UInt64) throws {
            temporary = try TemporaryStore()
            generator = SeededGenerator(seed: seed)
            addresses = try `Imports step by step`.universe.map { try Address($0) }
            for code in ["sa", "ae"] {
                let settings = MemberSettings(code: code, name: code, arabicName: code)
                _ = try temporary.store.addMember(settings, by: .system, at: now)
            }
        }

        var store: SQLiteStore { temporary.store }
    }

    @Test(arguments: 0..<6)
    func `agree with a naive registry`(seed: UInt64) throws {
        var life = try Life(seed: seed)
        for number in 1...3 { try configure(&life, number: Int64(number)) }
        for _ in 0..<40 {
            life.now = Timestamp(
                seconds: life.now.seconds + Int64.random(in: 0..<900_000, using: &life.generator)
            )
            switch Int.random(in: 0..<12, using: &life.generator) {
            case 0: try configure(&life, number: Int64.random(in: 1...3, using: &life.generator))
            case 1: try recordFetch(&life)
            case 2, 3, 4:
                #expect(try life.store.rescoreDue(at: life.now) == life.oracle.rescoreDue(at: life.now))
            default: try apply(&life)
            }
            try compare(&life)
        }
    }

    private func configure(_ life: inout Life, number: Int64) throws {
        func maybe<Value>(_ value: Value) -> Value? { Bool.random(using: &life.generator) ? value : nil }
        let settings = SourceSettings(
            name: "source \(number)",
            owner: maybe("o"),
            member: number == 3 ? nil : Member.ID(number),
            reliability: maybe(Double(Int.random(in: 1...10, using: &life.generator)) / 10),
            lineage: maybe("family"),
            category: [.scanning, .phishing].randomElement(using: &life.generator) ?? .spam,
            confidence: maybe(80),
            label: Int.random(in: 0..<4, using: &life.generator) == 0 ? .red : .amber,
            expiryDays: maybe(20),
            usualStayDays: maybe(4)
        )
        let source = try life.store.configure(settings, at: life.now)
        #expect(source.id.number == number)
        life.oracle.configure(Source(id: source.id, settings: settings), at: life.now)
    }

    private func recordFetch(_ life: inout Life) throws {
        let number = Int64.random(in: 1...3, using: &life.generator)
        guard life.oracle.sources[number]?.succeededAt != nil else { return }
        if Bool.random(using: &life.generator) {
            try life.store.recordUnchangedFetch(of: Source.ID(number), at: life.now)
            life.oracle.recordFetch(of: number, at: life.now, succeeded: true)
        } else {
            try life.store.recordFailedFetch(of: Source.ID(number), at: life.now)
            life.oracle.recordFetch(of: number, at: life.now, succeeded: false)
        }
    }

    private func apply(_ life: inout Life) throws {
        let number = Int64.random(in: 1...3, using: &life.generator)
        var list = life.lists[number] ?? [:]
        for index in life.addresses.indices {
            switch Int.random(in: 0..<9, using: &life.generator) {
            case 0: list[index] = claim(&life)
            case 1: list[index] = nil
            default: break
            }
        }
        if Int.random(in: 0..<12, using: &life.generator) == 0 { list = [:] }
        life.lists[number] = list
        var reports = list.map { (life.addresses[$0.key], $0.value) }.sorted { $0.0.key < $1.0.key }
        for (address, claim) in reports where Int.random(in: 0..<20, using: &life.generator) == 0 {
            reports.append((address, claim))
            reports.append((address, self.claim(&life)))
        }
        reports.shuffle(using: &life.generator)
        let outcome = try life.store.apply(
            try TemporaryStore.snapshot(reports),
            to: Source.ID(number),
            at: life.now,
            digest: nil
        )
        #expect(outcome == life.oracle.apply(reports, to: number, at: life.now))
    }

    private func claim(_ life: inout Life) -> Claim {
        func maybe<Value>(_ value: Value) -> Value? {
            Int.random(in: 0..<3, using: &life.generator) == 0 ? value : nil
        }
        let day = Double(Int.random(in: -20...20, using: &life.generator))
        return Claim(
            category: maybe(.spam),
            confidence: maybe(UInt8.random(in: 0...100, using: &life.generator)),
            firstSeen: maybe(life.now.advanced(byDays: -30)),
            lastSeen: maybe(life.now.advanced(byDays: day / 4)),
            label: maybe(.red),
            permittedUse: maybe(.inform),
            expiry: maybe(life.now.advanced(byDays: day)),
            reference: maybe("https://r.example/"),
            comment: maybe(""),
            scope: maybe(.pathPrefix) ?? .exact
        )
    }

    private static let viewers: [Viewer] = [
        .system, .staff(of: Member.ID(1)), .staff(of: Member.ID(2)), .constituent(of: Member.ID(1)),
    ]

    private func compare(_ life: inout Life) throws {
        for viewer in Self.viewers {
            for address in life.addresses { try compare(address, for: viewer, life) }
            try compareLists(&life, for: viewer)
        }
        let counts = try life.store.counts(for: .system)
        #expect(counts.revision == life.oracle.revision)
        #expect(
            try life.store.sources(for: .system)
                == life.oracle.sources.values.sorted { $0.settings.name < $1.settings.name }
        )
    }

    private func compare(_ address: Address, for viewer: Viewer, _ life: Life) throws {
        let found = try life.store.lookup(address, for: viewer)
        #expect(found.within.map(\.address) == life.oracle.containers(of: address, for: viewer))
        let entry = life.oracle.entries[address.key]
        let view = entry.flatMap { life.oracle.view(of: $0, for: viewer) }
        #expect((found.record == nil) == (view == nil), "\(address) for \(viewer)")
        guard let record = found.record, let entry, let view else { return }
        #expect(record.summary.address == address)
        #expect(record.summary.score == view.score.value)
        #expect(record.summary.level == view.score.level)
        #expect(record.summary.revision == view.revision)
        #expect(record.summary.category == view.category)
        #expect(record.summary.scope == view.scope)
        #expect(record.terms == view.score.terms)
        #expect(record.scoredAt == view.scoredAt)
        #expect(record.nextCrossing == view.nextCrossing)
        #expect(record.reports == life.oracle.reports(of: entry, for: viewer))
        #expect(record.timeline == life.oracle.timeline(of: entry, for: viewer))
    }

    private func compareLists(_ life: inout Life, for viewer: Viewer) throws {
        let store = life.store
        let views = life.oracle.entries.compactMapValues { life.oracle.view(of: $0, for: viewer) }
        var watched: [AddressKey: Double] = [:]
        var keys: [AddressKey] = []
        try store.forEachScoredAddress(for: viewer) { entry in
            watched[entry.key] = entry.score
            keys.append(entry.key)
        }
        #expect(keys == keys.sorted())
        #expect(watched == views.mapValues(\.score.value).filter { $0.value > 0 })
        let counts = try store.counts(for: viewer)
        #expect(counts.addresses == views.count)
        #expect(
            counts.listed
                == life.oracle.sources.values.filter { source in
                    viewer == .system || source.settings.label != .red
                        || source.settings.member != nil && .staff(of: source.settings.member) == viewer
                }
                .reduce(0) { $0 + $1.listedCount }
        )

        let around = try #require(life.addresses.randomElement(using: &life.generator))
        var inside: [Address] = []
        while true {
            let page = try store.contents(of: around, after: inside.last?.key, limit: 3, for: viewer)
            #expect(page.count <= 3)
            if page.isEmpty { break }
            inside += page.map(\.address)
        }
        #expect(inside == life.oracle.contents(of: around, for: viewer))
        try compareChanges(&life, for: viewer)
    }

    private func compareChanges(_ life: inout Life, for viewer: Viewer) throws {
        let seen = Int64.random(in: 0...life.oracle.revision, using: &life.generator)
        var cursor = ChangeCursor(after: seen)
        var changed: [AddressSummary] = []
        while true {
            let limit = Int.random(in: 1...7, using: &life.generator)
            let page = try life.store.changes(after: cursor, limit: limit, for: viewer)
            if page.changes.isEmpty { break }
            changed += page.changes
            cursor = page.next
        }
        #expect(Set(changed.map(\.address)).count == changed.count)
        #expect(Set(changed.map(\.address)) == life.oracle.changes(after: seen, for: viewer))
        for change in changed {
            let entry = try #require(life.oracle.entries[change.address.key])
            let view = life.oracle.view(of: entry, for: viewer)
            #expect(change.score == view?.score.value ?? 0)
        }
        let order = changed.map { ($0.revision, $0.id) }
        #expect(zip(order, order.dropFirst()).allSatisfy { $0 < $1 })
    }
}
