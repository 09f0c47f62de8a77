import Addresses
import Allowlists
import FeedKeeping
import Feeds
import Foundation
import Lists
import Registry
import Reports
import Reputation
import SQLiteRegistry
import Testing

@testable import Demonstration

@Suite struct `The demonstration` {
    private static let filled = Task { try await FilledRegistry() }

    private static func registry() async throws -> FilledRegistry { try await filled.value }

    @Test func `holds addresses of documentation alone`() async throws {
        let registry = try await Self.registry()
        var builder = AllowlistBuilder()
        builder.addBuiltIns([.documentation])
        let documentation = builder.freeze()
        let context = CheckContext(now: FilledRegistry.now, audience: .everyone)
        let all = try registry.summaries(for: .system)
        #expect(all.count > 300)
        for summary in all {
            let verdict = documentation.check(summary.address, scope: .exact, in: context)
            #expect(verdict.outcome == .neverBlock, "\(summary.address)")
        }
        for member in try registry.store.members() {
            for address in member.settings.constituency {
                #expect(
                    documentation.check(address, scope: .exact, in: context).outcome == .neverBlock,
                    "\(address)"
                )
            }
        }
    }

    @Test func `has reports of every label and addresses of every level and kind`() async throws {
        let registry = try await Self.registry()
        let all = try registry.summaries(for: .system)
        #expect(Set(all.map(\.level)) == Set(Level.allCases))
        #expect(Set(all.map(\.address.kind)).isSuperset(of: [.ip, .domain, .url]))
        var labels: Set<SharingLabel> = []
        for summary in all {
            let record = try #require(try registry.store.lookup(summary.address, for: .system).record)
            labels.formUnion(record.reports.compactMap(\.claim.label))
        }
        #expect(labels == Set(SharingLabel.allCases))
    }

    @Test func `leaves something to do for every member`() async throws {
        let store = try await Self.registry().store
        let members = try store.members()
        #expect(members.map(\.settings.code) == ["ae", "bh", "kw", "om", "qa", "sa"])
        for member in members {
            #expect(try store.proposalCount(of: member.id) > 0)
            #expect(try store.allowProposals().contains { $0.settings.owner == member.id })
            #expect(try store.watchRules(of: member.id).count == 3)
            let day = FilledRegistry.now.advanced(byDays: -1)
            #expect(try !store.latestSightings(by: member.id, since: day, limit: 10).isEmpty)
        }
        let users = try store.users(of: nil)
        #expect(Set(users.map(\.settings.role)) == [.reader, .analyst, .approver, .administrator, .auditor])
    }

    @Test func `has feeds that are well, one that fails and one that waits for a person`() async throws {
        let registry = try await Self.registry()
        let feeds = try registry.book.all()
        let health = Dictionary(
            uniqueKeysWithValues: feeds.map {
                ($0.feed.id, FeedHealth($0.feed, $0.state, at: FilledRegistry.now).label)
            }
        )
        #expect(health["malware-hosts"] == "failing")
        #expect(health["scan-sensors"] == "held")
        let review = try #require(
            try registry.store.worth(ofSourceNamed: "open-blocklist", for: .system, at: FilledRegistry.now)
        )
        #expect(review.learntAt != nil)
        #expect(review.comparison?.sharers.isEmpty == false, "feeds overlap")
        #expect(review.relatives.contains { $0.name == "c2-tracker" && $0.ruling != nil })
    }

    @Test func `publishes lists, holds one with a reason, and knows who applied what`() async throws {
        let store = try await Self.registry().store
        let lists = try store.publishedLists()
        let drop = try #require(lists.first { $0.settings.name.text == "drop" })
        #expect(drop.serial > 5)
        #expect(drop.entryCount > 10)
        #expect(drop.hold == nil)
        let held = try #require(lists.first { $0.settings.name.text == "block-dns" })
        let hold = try #require(held.hold)
        #expect(hold.cause == .guarded)
        #expect(hold.reason.contains(FeedProfile.innocent))
        #expect(held.entryCount > 0)
        let receipts = try store.listReceipts(of: drop.id)
        #expect(Set(receipts.map(\.serial)).count > 1, "somebody is behind")
    }

    @Test func `is told by its records, and their seals are right`() async throws {
        let registry = try await Self.registry()
        guard case .whole = try registry.store.verifyAudit() else {
            Issue.record("the chain is broken")
            return
        }
        let entries = try registry.audit()
        #expect(zip(entries, entries.dropFirst()).allSatisfy { $0.at >= $1.at }, "in the order of time")
        let actions = Set(entries.map(\.record.action))
        let expected: [AuditAction] = [
            .setUp, .memberAdded, .userAdded, .tokenAdded, .reportsSubmitted, .reportApproved,
            .reportRejected,
            .reportRetracted, .addressDisputed, .scoreOverridden, .allowEntryProposed, .allowEntryAdded,
            .allowlistImported,
            .listAdded,
            .sourceOverruled, .lineageRuled, .watchRuleAdded,
        ]
        for action in expected { #expect(actions.contains(action.rawValue), "\(action.rawValue)") }
    }

    @Test func `is the same for the same seed and moment, another for another seed`() async throws {
        let one = try await Self.registry()
        let same = try await FilledRegistry()
        let other = try await FilledRegistry(seed: 2)
        func tell(_ registry: FilledRegistry) throws -> [String] {
            let addresses = try registry.summaries(for: .system).map {
                "\($0.address) \($0.score) \($0.level.name) \($0.category.name) \($0.revision)"
            }
            let lists = try registry.store.publishedLists().map {
                "\($0.settings.name.text) \($0.serial) \($0.entryCount) \($0.hold?.reason ?? "")"
            }
            let records = try registry.audit().map {
                "\($0.at) \($0.record.actor) \($0.record.action) \($0.record.object) \($0.record.detail)"
            }
            return addresses + lists + records
        }
        #expect(try tell(one) == tell(same))
        #expect(try tell(one) != tell(other))
    }

    @Test func `tells a password of its own for everybody, and none twice`() async throws {
        let access = try await Self.registry().access
        #expect(access.people.allSatisfy { $0.password.count == 24 })
        #expect(Set(access.people.map(\.password)).count == access.people.count)
        #expect(Set(access.keys.map(\.role)) == ["reader", "analyst", "administrator", "consumer", "sensor"])
    }
}
