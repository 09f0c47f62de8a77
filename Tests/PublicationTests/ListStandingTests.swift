import Addresses
import Lists
import Publication
import Registry
import Reports
import SQLiteRegistry
import Testing

@Suite struct `How addresses stand on lists` {
    private let fixture: PublicationFixture
    private let huda = Actor(.operatingSystem, name: "huda", member: nil)

    init() throws {
        fixture = try PublicationFixture()
        for name in ["alert", "block-dns", "drop"] {
            try fixture.store.removeList(named: try fixture.name(name), by: .system, at: fixture.now)
        }
        try fixture.add(try fixture.blocking("first"))
        try fixture.add(try fixture.blocking("second") { $0.criteria.kinds = [.domain] })
    }

    private func publish(_ texts: [String]) throws {
        try fixture.list(texts, of: "feed")
        try fixture.publish()
    }

    private func standings(_ texts: String...) throws -> [String] {
        let lists = try fixture.store.publishedLists()
        return try fixture.store.listStandings(of: try texts.map { try Address($0) }).map { standing in
            let name = lists.first { $0.id == standing.list }?.settings.name.text ?? ""
            let parts = [
                standing.served.map { _ in "served" },
                standing.waiting.map { $0.after == nil ? "goes" : $0.before == nil ? "comes" : "changes" },
                standing.withheld.map { _ in "withheld" },
            ]
            return "\(name) \(standing.address) \(parts.compactMap(\.self).joined(separator: " "))"
        }
    }

    @Test func `are told for each list and address, what waits and what is withheld too`() throws {
        try publish(["192.0.2.1", "evil.example", "evil.example.net"])
        #expect(
            try standings("evil.example", "192.0.2.1", "other.example") == [
                "first evil.example served", "first 192.0.2.1 served", "second evil.example served",
            ]
        )
        let name = try fixture.name("first")
        _ = try fixture.store.holdList(named: name, reason: "a test", by: huda, at: fixture.now)
        try publish(["192.0.2.1", "evil.example.net", "new.example.net", "google.com"])
        #expect(
            try standings("evil.example", "new.example.net", "google.com", "192.0.2.1") == [
                "first evil.example served goes", "first new.example.net comes", "first google.com withheld",
                "first 192.0.2.1 served", "second evil.example served goes", "second new.example.net comes",
                "second google.com withheld",
            ]
        )
    }

    @Test func `what waits and what is withheld comes in pages that leave nothing out`() throws {
        try publish(["192.0.2.1"])
        let name = try fixture.name("first")
        let list = try fixture.store.holdList(named: name, reason: "a test", by: huda, at: fixture.now)
        let names = (0..<25).map { "h\($0).example.net" }
        let popular = ["google.com", "facebook.com", "youtube.com"]
        try publish(["192.0.2.1"] + names + popular)
        var found: [Address] = []
        while true {
            let page = try fixture.store.pendingListChanges(of: list.id, after: found.last?.key, limit: 10)
            if page.isEmpty { break }
            found += page.map(\.address)
        }
        #expect(found.count == 25 && Set(found.map(\.description)) == Set(names))
        #expect(found == found.sorted { $0.key < $1.key })
        let withheld = try (0..<4).flatMap {
            try fixture.store.withheldAddresses(of: list.id, skipping: $0, limit: 1)
        }
        #expect(Set(withheld.map { "\($0.address)" }) == Set(popular))
        let stage = try #require(try fixture.store.listStage(of: name))
        #expect(stage.stoppingCount == 3 && stage.difference.added == 25)
        let objections = ListGuard.objections(to: stage)
        guard case .unblockable(let named, count: 3) = objections.first else {
            Issue.record("\(objections)")
            return
        }
        #expect(Set(named.map { "\($0.address)" }) == Set(popular) && objections.count == 1)
        #expect(try fixture.store.listStage(of: try fixture.name("none")) == nil)
    }

    /// The entry that anybody is told of is that of a registry that holds nothing above CLEAR.
    @Test(arguments: SharingLabel.allCases)
    func `nobody is told of an entry what a label keeps`(label: SharingLabel) throws {
        try fixture.list([("evil.example", Claim(category: .phishing, label: .clear))], of: "open")
        try fixture.publish()
        let list = try fixture.stand("first")
        let entry = try #require(try fixture.entries("first").first)
        func told() throws -> PublicEntry? {
            try fixture.store.publicEntry(ofReference: entry.reference, at: fixture.now)
        }
        let before = try #require(try told())
        #expect(before.category == .phishing && before.since == fixture.now && before.isBlocked)
        #expect(before.audiences == [list.settings.audience])
        // A stronger report of another label and category, and one of an address that nobody else reports.
        let claim = Claim(category: .commandAndControl, confidence: 100, label: label)
        try fixture.list([("evil.example", claim), ("hidden.example", claim)], of: "other")
        try fixture.publish()
        if label != .clear { #expect(try told() == before) }
        let hidden = try fixture.entries("first").first { "\($0.address)" == "hidden.example" }
        #expect((hidden != nil) == (label <= .amber))
        if let hidden {
            let answer = try fixture.store.publicEntry(ofReference: hidden.reference, at: fixture.now)
            #expect((answer != nil) == (label == .clear))
        }
        // Without the CLEAR report nothing is told, and nothing of a reference that is none.
        try fixture.list([], of: "open")
        try fixture.publish()
        if label != .clear { #expect(try told() == nil) }
        for text in ["", "x", "ZZZZZZZZ", String(repeating: "0", count: 100)] {
            #expect(try fixture.store.publicEntry(ofReference: text, at: fixture.now) == nil)
        }
    }
}
