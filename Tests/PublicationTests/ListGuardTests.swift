import Addresses
import Allowlists
import Lists
import Publication
import Registry
import Reports
import Reputation
import SQLiteRegistry
import Testing

@Suite struct `The guard` {
    private let fixture: PublicationFixture
    private let good = (1...20).map { "bad\($0).example.net" } + ["198.51.100.7"]

    init() throws {
        fixture = try PublicationFixture()
        let ministry = MemberSettings(
            code: "sa",
            name: "CERT sa",
            arabicName: "مركز",
            constituency: [try Address("100.100.0.0/16")]
        )
        _ = try fixture.store.addMember(ministry, by: .system, at: fixture.now)
        let popular = EntryTerms(
            .askFirst,
            label: .popularName,
            list: "top sites",
            owner: "others",
            reason: "much visited"
        )
        _ = try fixture.store.replaceAllowlists(
            [AllowlistDraft([.address(try Address("google.com"), .registrable)], popular)],
            by: .system,
            at: fixture.now
        )
        try fixture.add(try fixture.blocking())
        try fixture.list(good, of: "feed")
        try fixture.publish()
    }

    @Test(arguments: [
        "google.com", "8.8.8.8", "0.0.0.0/0", "moi.gov.sa", "100.100.0.0/16", "100.100.3.4", "4.0.0.0/6",
    ])
    func `stops a list into which something is smuggled, and serves the last good one`(poison: String) throws
    {
        let before = try fixture.stand()
        #expect(before.serial == 1 && before.entryCount == good.count && before.hold == nil)
        try fixture.list(good + [poison, "new.example.net"], of: "feed")
        try fixture.publish()
        let held = try fixture.stand()
        #expect(held.serial == 1 && held.hold?.cause == .guarded)
        #expect(held.hold?.reason.contains(poison) == true, "\(held.hold?.reason ?? "")")
        #expect(Set(try fixture.served()) == Set(good))
        #expect(held.pending == ListDifference(added: 1))
        let withheld = try fixture.store.withheldAddresses(of: held.id, limit: 10)
        #expect(
            withheld.map { "\($0.address)" } == [poison] && withheld[0].stops && withheld[0].seenBy == nil
        )

        // A person lets the rest pass; the poison stays off and stops nothing again.
        let actor = Actor(.operatingSystem, name: "huda", member: nil)
        let released = try fixture.store.releaseList(named: before.settings.name, by: actor, at: fixture.now)
        #expect(released.serial == 2 && released.hold == nil)
        #expect(Set(try fixture.served()) == Set(good + ["new.example.net"]))
        try fixture.list(good + [poison, "new.example.net", "newer.example.net"], of: "feed")
        try fixture.publish()
        #expect(try fixture.stand().serial == 3)
        #expect(try !fixture.served().contains(poison))
        #expect(try fixture.store.withheldAddresses(of: held.id, limit: 10)[0].seenBy == "huda")
        let audit = try fixture.store.auditEntries(before: nil, limit: 1, member: nil)
        #expect(audit[0].record.action == AuditAction.listReleased.rawValue)
        #expect(audit[0].record.detail.contains(poison))
    }

    @Test func `stops a list that empties, and lets it go on when the feed is whole again`() throws {
        try fixture.list(["bad1.example.net"], of: "feed")
        try fixture.list([], of: "feed")
        try fixture.publish()
        let held = try fixture.stand()
        #expect(held.serial == 1 && held.hold?.cause == .guarded)
        #expect(held.hold?.reason == "it would lose 21 of 21 entries at once")
        #expect(Set(try fixture.served()) == Set(good))
        try fixture.list(good, of: "feed")
        try fixture.publish()
        let whole = try fixture.stand()
        #expect(whole.hold == nil)
        #expect(Set(try fixture.served()) == Set(good))
    }

    @Test func `stops a list that grows too much at once`() throws {
        var settings = try fixture.stand().settings
        settings.bounds = ListBounds(maximumGain: 0.5, freeGain: 5)
        _ = try fixture.store.updateList(settings, by: .system, at: fixture.now)
        try fixture.list(good + (100...111).map { "more\($0).example.net" }, of: "feed")
        try fixture.publish()
        #expect(try fixture.stand().hold?.reason == "it would gain 12 entries at once, having 21")
        try fixture.list(good + (100...109).map { "more\($0).example.net" }, of: "feed")
        try fixture.publish()
        #expect(try fixture.stand().hold == nil)
        #expect(try fixture.served().count == 31)
    }

    @Test func `keeps off what an allowlist holds as soon as it says so, and only for whom it says so`()
        throws
    {
        let member = try #require(try fixture.store.members().first)
        try fixture.add(try fixture.blocking("own") { $0.audience = .member(member.id) })
        try fixture.publish()
        #expect(try fixture.served("own").contains("bad3.example.net"))
        let entry = AllowEntrySettings(
            .address(try Address("bad3.example.net"), .everything),
            .informOnly,
            reason: "ours",
            scope: .member(member.id.number),
            expiry: Timestamp(seconds: fixture.now.seconds + 600)
        )
        _ = try fixture.store.addAllowEntry(entry, by: .system, at: fixture.now)
        try fixture.publish()
        #expect(try !fixture.served("own").contains("bad3.example.net"))
        #expect(try fixture.served().contains("bad3.example.net"))
        #expect(try fixture.stand("own").hold == nil)
        // The allowance ends by itself, whoever looks first.
        fixture.now = Timestamp(seconds: fixture.now.seconds + 600)
        _ = try fixture.publisher.preview(try fixture.blocking("new"), limit: 1, at: fixture.now)
        #expect(try fixture.publisher.nextMoment(after: fixture.now).map { $0 <= fixture.now } == true)
        try fixture.publish()
        #expect(try fixture.served("own").contains("bad3.example.net"))
    }
}
