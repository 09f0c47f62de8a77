import FeedKeeping
import Feeds
import Fetching
import Foundation
import Registry
import Reports

/// The feeds: fetched every day from files of the demonstration's folder, by the same runner that fetches all feeds.
struct FeedScene {
    let clock: ScenarioClock
    let threats: [Threat]
    let seed: UInt64
    let folder: URL
    let book: SQLiteFeedBook
    let store: any Store
    let fetcher: Fetcher

    func add(to agenda: inout Agenda) {
        for profile in FeedProfile.all {
            agenda.add(clock.moment(day: 0, hour: 1)) {
                let path = path(of: profile)
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                try book.put(try profile.feed(at: path), at: clock.moment(day: 0, hour: 1))
            }
            for day in 0...clock.lastDay {
                let at = clock.moment(day: day, hour: Double(2 + day % 3))
                agenda.add(at) { try await fetch(profile, on: day, at: at) }
            }
        }
        agenda.add(clock.moment(day: 8, hour: 9)) {
            try store.overrule(
                sourceNamed: "phishing-names",
                SourceOverruling(reliability: 0.8, usualStayDays: nil, why: "checked by hand for two weeks"),
                by: overruling,
                for: .system,
                at: clock.moment(day: 8, hour: 9)
            )
        }
        agenda.add(clock.moment(day: 6, hour: 9)) {
            try store.rule(
                "c2-tracker",
                and: "open-blocklist",
                areOneLineage: true,
                why: "its makers say that they republish the tracker",
                by: overruling,
                for: .system,
                at: clock.moment(day: 6, hour: 9)
            )
        }
    }

    /// Who decides about sources.
    let overruling: Actor

    private func path(of profile: FeedProfile) -> String {
        folder.appending(path: "\(profile.id).txt").path(percentEncoded: false)
    }

    private func fetch(_ profile: FeedProfile, on day: Int, at: Timestamp) async throws {
        let file = URL(filePath: path(of: profile))
        let text = profile.text(on: day, of: clock.lastDay, threats: threats, seed: seed)
        if let text {
            try Data(text.utf8).write(to: file)
        } else {
            try? FileManager.default.removeItem(at: file)
        }
        guard let kept = try book.feed(profile.id) else { throw StoreError(.notFound, "feed \(profile.id)") }
        let runner = FeedRunner(
            book,
            into: RegistryIntake(into: store),
            by: fetcher,
            now: { at },
            pause: { _ in },
            report: { _, _ in },
            reportBook: { _ in }
        )
        _ = try await runner.run(kept.feed, kept.state)
    }
}
