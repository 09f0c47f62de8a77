import Addresses
import Allowlists
import Lists
import Publication
import Registry
import Reports
import Reputation
import SQLiteRegistry
import Testing

@Suite struct `Holding, releasing and rolling back` {
    private let fixture: PublicationFixture
    private let huda = Actor(.operatingSystem, name: "huda", member: nil)

    init() throws {
        fixture = try PublicationFixture()
        try fixture.add(try fixture.blocking())
    }

    private func publish(_ texts: [String]) throws {
        try fixture.list(texts, of: "feed")
        try fixture.publish()
    }

    @Test func `a held list serves what it served, until a person releases it`() throws {
        try publish(["a.example.net", "b.example.net"])
        let name = try fixture.name("test")
        _ = try fixture.store.holdList(named: name, reason: "an exercise", by: huda, at: fixture.now)
        try publish(["b.example.net", "c.example.net"])
        #expect(try fixture.served() == ["a.example.net", "b.example.net"])
        #expect(try fixture.stand().pending == ListDifference(added: 1, removed: 1))
        // What comes and goes again leaves no trace.
        try publish(["a.example.net", "b.example.net"])
        #expect(try fixture.stand().pending.isEmpty)
        try publish(["c.example.net"])
        let list = try fixture.store.releaseList(named: name, by: huda, at: fixture.now)
        #expect(list.serial == 2 && list.hold == nil && list.entryCount == 1)
        #expect(try fixture.served() == ["c.example.net"])
        #expect(throws: StoreError.self) {
            try fixture.store.releaseList(named: name, by: huda, at: fixture.now)
        }
        let actions = try fixture.store.auditEntries(before: nil, limit: 2, member: nil).map(\.record.action)
        #expect(actions == [AuditAction.listReleased, .listHeld].map(\.rawValue))
    }

    @Test func `any kept serial comes back in one step, and stays until it is released`() throws {
        try publish(["a.example.net", "b.example.net"])
        try publish(["b.example.net", "c.example.net"])
        try publish(["c.example.net", "d.example.net"])
        let name = try fixture.name("test")
        let back = try fixture.publisher.rollBack(name, to: 1, by: huda, at: fixture.now)
        #expect(back.serial == 4 && back.hold?.cause == .rolledBack && back.entryCount == 2)
        #expect(try fixture.served() == ["a.example.net", "b.example.net"])
        #expect(back.pending == ListDifference(added: 2, removed: 2))
        try publish(["c.example.net", "d.example.net", "e.example.net"])
        #expect(try fixture.stand().serial == 4)
        #expect(try fixture.served() == ["a.example.net", "b.example.net"])
        for (serial, names) in [(1, "ab"), (2, "bc"), (3, "cd")] {
            #expect(try fixture.served(serial: Int64(serial)) == names.map { "\($0).example.net" })
        }
        let list = try fixture.store.releaseList(named: name, by: huda, at: fixture.now)
        #expect(list.serial == 5)
        #expect(try fixture.served() == ["c", "d", "e"].map { "\($0).example.net" })
        for serial in [Int64(0), 5, 6] {
            #expect(throws: StoreError.self) {
                try fixture.publisher.rollBack(name, to: serial, by: huda, at: fixture.now)
            }
        }
    }

    @Test func `what has ended since, or must no longer be blocked, does not come back`() throws {
        let end = Timestamp(seconds: fixture.now.seconds + 3600)
        try fixture.list(
            [("a.example.net", Claim(expiry: end)), ("b.example.net", Claim()), ("c.example.net", Claim())],
            of: "feed"
        )
        try fixture.publish()
        try publish(["d.example.net"])
        fixture.now = end
        _ = try fixture.store.addAllowEntry(
            AllowEntrySettings(
                .address(try Address("b.example.net"), .everything),
                .neverBlock,
                reason: "ours"
            ),
            by: .system,
            at: fixture.now
        )
        _ = try fixture.publisher.rollBack(try fixture.name("test"), to: 1, by: huda, at: fixture.now)
        #expect(try fixture.served() == ["c.example.net"])
    }

    @Test func `an entry leaves every list when its time is over, to the second, held lists too`() throws {
        let end = Timestamp(seconds: fixture.now.seconds + 90)
        try fixture.add(try fixture.blocking("held"))
        try fixture.list([("a.example.net", Claim(expiry: end)), ("b.example.net", Claim())], of: "feed")
        try fixture.publish()
        _ = try fixture.store.holdList(
            named: try fixture.name("held"),
            reason: "x",
            by: huda,
            at: fixture.now
        )
        #expect(try fixture.entries()[0].expiry == end)
        #expect(try fixture.publisher.nextMoment(after: fixture.now) == end)
        fixture.now = Timestamp(seconds: end.seconds - 1)
        try fixture.publish()
        #expect(try fixture.served() == ["a.example.net", "b.example.net"])
        fixture.now = end
        try fixture.publish()
        for list in ["test", "held"] {
            #expect(try fixture.served(list) == ["b.example.net"])
            let last = try fixture.store.listSerials(of: try fixture.stand(list).id, limit: 1)[0]
            #expect(last.cause == .ended && last.difference == ListDifference(removed: 1, ended: 1))
        }
        #expect(try fixture.stand("held").hold?.cause == .person)
    }

    @Test func `an interval gathers changes`() throws {
        var settings = try fixture.stand().settings
        settings.interval = 300
        _ = try fixture.store.updateList(settings, by: .system, at: fixture.now)
        try publish(["a.example.net"])
        try publish(["a.example.net", "b.example.net"])
        #expect(try fixture.served() == ["a.example.net"])
        let next = Timestamp(seconds: fixture.now.seconds + 300)
        #expect(try fixture.publisher.nextMoment(after: fixture.now) == next)
        fixture.now = next
        try fixture.publish()
        #expect(try fixture.served() == ["a.example.net", "b.example.net"])
    }
}
