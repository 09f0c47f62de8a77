import Addresses
import Allowlists
import Lists
import Publication
import Registry
import Reports
import Reputation
import SQLiteRegistry
import TestSupport
import Testing

@Suite struct `Publishing lists` {
    /// A registry whose feeds, allowances and clock change at random.
    private struct World {
        let fixture: PublicationFixture
        var generator: SeededGenerator
        var contents: [String: [String: Claim]] = [:]
        var allowed: [AllowEntry.ID] = []

        static let feeds = ["open", "amber", "quiet", "strict"]

        init(seed: UInt64) throws {
            fixture = try PublicationFixture()
            generator = SeededGenerator(seed: seed)
        }

        static func settings(_ feed: String, _ settings: inout SourceSettings) {
            switch feed {
            case "amber": settings.label = .amber
            case "quiet": settings.permittedUse = .inform
            case "strict": settings.label = .amberStrict
            default: break
            }
        }

        mutating func address() -> String {
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: "192.0.2.\(Int.random(in: 0..<40, using: &generator))"
            case 1: "192.0.2.\(Int.random(in: 0..<5, using: &generator) * 8)/29"
            default: "n\(Int.random(in: 0..<30, using: &generator)).example.net"
            }
        }

        mutating func step() throws {
            switch Int.random(in: 0..<12, using: &generator) {
            case 0:
                let seconds = Int64.random(in: 1...400_000, using: &generator)
                fixture.now = Timestamp(seconds: fixture.now.seconds + seconds)
            case 1:
                let address = try Address(address())
                let entry = AllowEntrySettings(
                    .address(address, .below),
                    .informOnly,
                    reason: "x",
                    expiry: Bool.random(using: &generator)
                        ? Timestamp(seconds: fixture.now.seconds + 100_000) : nil
                )
                do {
                    let change = try fixture.store.addAllowEntry(entry, by: .system, at: fixture.now)
                    if let id = change.entry?.id { allowed.append(id) }
                } catch {
                    // One alike may be in force.
                    guard error.code == .invalidValue else { throw error }
                }
            case 2:
                guard let id = allowed.popLast() else { return }
                try fixture.store.removeAllowEntry(id, by: .system, at: fixture.now)
            default: try feed(Self.feeds.randomElement(using: &generator) ?? "open")
            }
        }

        private mutating func feed(_ feed: String) throws {
            var content = contents[feed] ?? [:]
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                let address = address()
                if content[address] != nil, Bool.random(using: &generator) {
                    content[address] = nil
                    continue
                }
                var claim = Claim(confidence: UInt8.random(in: 20...100, using: &generator))
                if Int.random(in: 0..<3, using: &generator) == 0 {
                    claim.expiry = Timestamp(
                        seconds: fixture.now.seconds + Int64.random(in: 1...300_000, using: &generator)
                    )
                }
                if Int.random(in: 0..<5, using: &generator) == 0 { claim.permittedUse = .inform }
                if Int.random(in: 0..<5, using: &generator) == 0 { claim.label = .amber }
                content[address] = claim
            }
            contents[feed] = content
            try fixture.list(content.map { ($0, $1) }, of: feed) { Self.settings(feed, &$0) }
        }
    }

    @Test(arguments: UInt64(1)...4)
    func `what changed gives what a full computation gives, after every step`(seed: UInt64) throws {
        var world = try World(seed: seed)
        let fixture = world.fixture
        let free = ListBounds(maximumLoss: 1, freeLoss: 1000)
        let lists = [
            try fixture.blocking("green") {
                $0.criteria.maximumLabel = .green
                $0.bounds = free
            },
            try fixture.blocking("high") {
                $0.criteria.minimumLevel = .medium
                $0.bounds = free
            },
            try fixture.blocking("recent") {
                $0.criteria.maximumAgeDays = 2
                $0.criteria.use = .inform
                $0.bounds = free
            },
        ]
        for list in lists { try fixture.add(list) }
        var published = 0
        for _ in 0..<60 {
            try world.step()
            for outcome in try fixture.publisher.publishAll(at: fixture.now) where outcome.published != nil {
                published += 1
            }
            for list in lists {
                let preview = try fixture.publisher.preview(list, limit: 5, at: fixture.now)
                #expect(
                    preview.difference.isEmpty,
                    "seed \(seed), \(list.name.text): \(preview.difference) \(preview.changes)"
                )
                let stand = try fixture.stand(list.name.text)
                #expect(stand.entryCount == (try fixture.entries(list.name.text).count))
                #expect(
                    try fixture.entries(list.name.text).allSatisfy {
                        $0.expiry.map { $0 > fixture.now } ?? true
                    }
                )
            }
        }
        #expect(published > 40)
    }

    @Test(arguments: UInt64(1)...3)
    func `every kept serial is what it was, and differences lead from one to another`(seed: UInt64) throws {
        var world = try World(seed: seed)
        let fixture = world.fixture
        try fixture.add(
            try fixture.blocking {
                $0.criteria.use = .inform
                $0.bounds = ListBounds(maximumLoss: 1, freeLoss: 1000)
            }
        )
        var history: [Int64: [ListedAddress]] = [:]
        for _ in 0..<40 {
            try world.step()
            try fixture.publish()
            history[try fixture.stand().serial] = try fixture.entries()
        }
        let id = try fixture.stand().id
        for (serial, entries) in history { #expect(try fixture.entries(serial: serial) == entries) }
        let serials = history.keys.sorted()
        for (earlier, later) in zip(serials, serials.dropFirst(3)) {
            var state = Dictionary(uniqueKeysWithValues: (history[earlier] ?? []).map { ($0.address, $0) })
            try fixture.store.forEachListChange(of: id, from: earlier, to: later) { change in
                #expect(state[change.address] == change.before)
                state[change.address] = change.after
            }
            #expect(state.values.map(\.address.key).sorted() == history[later]?.map(\.address.key))
            #expect(Set(state.values) == Set(history[later] ?? []))
        }
    }

    @Test func `an unchanged registry publishes nothing, a changed list a serial of its own`() throws {
        let fixture = try PublicationFixture()
        var settings = try fixture.blocking()
        try fixture.add(settings)
        try fixture.list(["a.example.net"], of: "feed")
        try fixture.publish()
        let before = try fixture.stand()
        for outcome in try fixture.publisher.publishAll(at: fixture.now) {
            #expect(outcome.published == nil && outcome.examined == 0 && !outcome.isFull)
        }
        #expect(try fixture.stand() == before)
        settings.maximumEntries = 5
        _ = try fixture.store.updateList(settings, by: .system, at: fixture.now)
        try fixture.publish()
        #expect(try fixture.stand().serial == before.serial + 1)
    }

    @Test func `three lists exist from the start`() throws {
        let fixture = try PublicationFixture()
        try fixture.publish()
        let lists = try fixture.store.publishedLists()
        #expect(lists.map(\.settings.name.text) == ["alert", "block-dns", "drop"])
        #expect(lists.allSatisfy { $0.settings.fault == nil && $0.serial == 1 && $0.entryCount == 0 })
        for source in ["a", "b", "c", "d"] {
            try fixture.list(["198.51.100.1", "evil.example.net", "198.51.100.64/26"], of: source)
        }
        try fixture.list(["seldom.example.net"], of: "e")
        try fixture.list([("198.51.100.9", Claim(permittedUse: .inform))], of: "a2")
        try fixture.publish()
        #expect(try fixture.served("drop") == ["198.51.100.1", "198.51.100.64/26"])
        #expect(try fixture.served("block-dns").contains("evil.example.net"))
        #expect(try !fixture.served("block-dns").contains("198.51.100.9"))
        #expect(try fixture.served("alert").contains("198.51.100.9"))
    }

    @Test func `references lead back to their addresses`() throws {
        let fixture = try PublicationFixture()
        try fixture.add(try fixture.blocking())
        try fixture.list((0..<200).map { "n\($0).example.net" }, of: "feed")
        try fixture.publish()
        let entries = try fixture.entries()
        #expect(Set(entries.map(\.reference)).count == 200)
        for entry in entries {
            #expect(entry.reference.utf8.count == ListReference.length)
            let read = entry.reference.lowercased().replacing("1", with: "l").replacing("0", with: "o")
            #expect(try fixture.store.address(ofReference: read)?.address == entry.address)
        }
        for none in ["", "ABC", "ABCDEFGU", "ABCDEFGHJ"] {
            #expect(try fixture.store.address(ofReference: none) == nil)
        }
    }
}
