import Addresses
import Registry
import Reports
import Reputation
import SQLiteRegistry
import TestSupport
import Testing

/// Searches in a registry of random reports, compared with a filter over all there is.
@Suite struct `Searching` {
    private let fixture: SubmissionFixture
    private let start = SubmissionFixture.now

    init() throws {
        fixture = try SubmissionFixture()
        var generator = SeededGenerator(seed: 5)
        for step in 0..<40 {
            let items = (0..<5).map { _ in
                let number = UInt32.random(in: 0..<200, using: &generator)
                let address: Address? =
                    switch number % 4 {
                    case 0: try? Address("h\(number).example")
                    case 1: try? Address("192.0.2.\(number)/31")
                    default: .ip(IPAddress(v4: 0xC000_0200 + number))
                    }
                let claim = Claim(
                    category: [.phishing, .spam, .scanning].randomElement(using: &generator),
                    confidence: UInt8.random(in: 0...100, using: &generator),
                    label: Int.random(in: 0..<4, using: &generator) == 0 ? .red : nil
                )
                return Submission.Item(address ?? .ip(IPAddress(v4: 0xC000_0200)), claim)
            }
            let actor = step % 3 == 0 ? fixture.people[2] : fixture.program
            _ = try fixture.store.submit(
                Submission(items),
                by: actor,
                at: start.advanced(byDays: Double(step))
            )
        }
    }

    static let queries: [AddressQuery] = [
        AddressQuery(), AddressQuery(kinds: [.domain]), AddressQuery(categories: [.spam, .phishing]),
        AddressQuery(source: "ae reports"), AddressQuery(member: Member.ID(1)),
        AddressQuery(minimumScore: 30, maximumScore: 60), AddressQuery(minimumLevel: .medium),
        AddressQuery(firstReportedSince: SubmissionFixture.now.advanced(byDays: 20)),
        AddressQuery(firstReportedBefore: SubmissionFixture.now.advanced(byDays: 10)),
        AddressQuery(changedAfter: 25), AddressQuery(source: "no such source"),
        AddressQuery(within: try? Address("192.0.2.0/25"), kinds: [.ip], minimumScore: 1),
        AddressQuery(within: try? Address("example")),
    ]

    @Test(arguments: queries, [AddressQuery.Order.key, .change])
    func `finds what a filter over everything finds, page by page`(
        query: AddressQuery,
        order: AddressQuery.Order
    ) throws {
        var query = query
        query.order = order
        for viewer in [Viewer.system, .staff(of: Member.ID(1)), .staff(of: Member.ID(2))] {
            let all = try fixture.store.search(AddressQuery(), after: nil, limit: 1000, for: viewer).summaries
            let expected = try all.filter { summary in
                let record = try #require(try fixture.store.lookup(summary.address, for: viewer).record)
                return query.admits(summary) && query.admits(record.reports)
            }
            var found: [AddressSummary] = []
            var cursor: SearchCursor?
            repeat {
                let page = try fixture.store.search(query, after: cursor, limit: 7, for: viewer)
                #expect(page.summaries.count <= 7)
                found += page.summaries
                cursor = page.next
            } while cursor != nil
            #expect(Set(found) == Set(expected))
            #expect(found.count == expected.count)
            switch order {
            case .key: #expect(found.map(\.address.key) == found.map(\.address.key).sorted())
            case .change: #expect(found.map(\.revision) == found.map(\.revision).sorted())
            }
        }
    }

    @Test func `gives different viewers different finds`() throws {
        let one = try fixture.store.search(
            AddressQuery(),
            after: nil,
            limit: 1000,
            for: .staff(of: Member.ID(1))
        )
        let two = try fixture.store.search(
            AddressQuery(),
            after: nil,
            limit: 1000,
            for: .staff(of: Member.ID(2))
        )
        #expect(Set(one.summaries.map(\.address)) != Set(two.summaries.map(\.address)))
    }

    @Test func `refuses a cursor of another order`() throws {
        #expect(throws: StoreError.self) {
            try fixture.store.search(AddressQuery(), after: .change(.start), limit: 1, for: .system)
        }
    }

    @Test func `turns a moment into a revision`() throws {
        #expect(try fixture.store.revision(before: start) == 0)
        #expect(try fixture.store.revision(before: start.advanced(byDays: 9.5)) == 10)
        #expect(try fixture.store.revision(before: start.advanced(byDays: 99)) == fixture.store.revision())
    }
}
