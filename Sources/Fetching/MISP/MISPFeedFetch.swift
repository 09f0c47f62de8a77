import Foundation
import NIOCore

/// Brings the mirror of a MISP feed up to date: the manifest, and those events that it says have changed.
///
/// The mirror is a folder with `manifest.json` and a file for each event, whose time of change is the event's timestamp:
/// what was fetched before an interruption is not fetched again. The manifest is written last.
struct MISPFeedFetch {
    /// Largest manifest: 64 MiB.
    static let maximumManifest = 64 << 20

    let session: WebSession

    func run(
        _ text: String,
        _ feed: String,
        knowing known: FeedValidators
    ) async throws(FetchFailure) -> FetchOutcome {
        let base = try session.place(text)
        let manifestPlace =
            base.url.lastPathComponent == "manifest.json" ? base : try base.appending("manifest.json")
        let folder = try session.context.spool.mirror(of: feed)
        let manifestFile = folder + "/manifest.json"
        let isMirrored = FileManager.default.fileExists(atPath: manifestFile)
        let manifest = try await manifest(at: manifestPlace, knowing: isMirrored ? known : FeedValidators())
        guard let (bytes, validators) = manifest else { return .notModified }
        let events = try MISPManifest(bytes, of: manifestPlace, limit: session.access.bounds.maximumAnswers)
            .events
        let count = try await fetch(events, beside: manifestPlace, into: folder)
        try removeOthers(than: events, in: folder)
        try write(bytes, to: manifestFile)
        var fetched = FetchedFeed(
            path: folder,
            isPassing: false,
            validators: validators,
            byteCount: count + Int64(bytes.count)
        )
        fetched.contentType = "application/json"
        return .fetched(fetched)
    }

    /// The manifest; nil when it is as it was. The answer is let go before events are asked for.
    private func manifest(
        at place: WebPlace,
        knowing known: FeedValidators
    ) async throws(FetchFailure) -> ([UInt8], FeedValidators)? {
        let question = WebSession.Question(place: place, headers: WebFetch.conditions(known))
        let answer = try await session.askPatiently(question)
        if answer.isNotModified { return nil }
        return (try await answer.bytes(upTo: Self.maximumManifest), answer.validators)
    }

    private func fetch(
        _ events: [MISPManifest.Event],
        beside manifest: WebPlace,
        into folder: String
    ) async throws(FetchFailure) -> Int64 {
        var count: Int64 = 0
        for event in events {
            let path = "\(folder)/\(event.uuid).json"
            if Self.changedAt(path) == event.timestamp { continue }
            let question = WebSession.Question(place: try manifest.sibling("\(event.uuid).json"))
            do throws(FetchFailure) {
                let answer = try await session.askPatiently(question)
                let new = session.context.spool.newPath(hint: "event.json")
                let kept = try await WebFetch(session: session).keep(answer, at: new)
                count += kept.count
                Self.setChanged(new, to: event.timestamp)
                try SpoolFolder.replace(path, with: new)
            } catch {
                // An event that is promised and not there is told by whoever reads the mirror; the others count.
                guard error.kind == .missing || error.kind == .empty else { throw error }
                SpoolFolder.remove(path)
            }
            guard count <= session.access.bounds.maximumTotalBytes else {
                throw FetchFailure(
                    .tooLarge,
                    "\(manifest): the events are larger together than the bounds allow"
                )
            }
        }
        return count
    }

    private func removeOthers(than events: [MISPManifest.Event], in folder: String) throws(FetchFailure) {
        let kept = Set(events.map { "\($0.uuid).json" })
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        where name != "manifest.json" && !kept.contains(name) {
            SpoolFolder.remove("\(folder)/\(name)")
        }
    }

    private func write(_ bytes: [UInt8], to path: String) throws(FetchFailure) {
        let new = session.context.spool.newPath(hint: "manifest.json")
        let file = try SpoolFile(new)
        try file.write(bytes)
        try file.finish()
        try SpoolFolder.replace(path, with: new)
    }

    private static func changedAt(_ path: String) -> Int64? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.modificationDate] as? Date).map { Int64($0.timeIntervalSince1970.rounded()) }
    }

    private static func setChanged(_ path: String, to seconds: Int64) {
        let date = Date(timeIntervalSince1970: Double(seconds))
        try? FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
    }
}

/// The manifest of a MISP feed: its events and when each was last changed.
struct MISPManifest {
    struct Event: Hashable {
        let uuid: String
        let timestamp: Int64
    }

    /// Sorted by identifier.
    let events: [Event]

    init(_ bytes: [UInt8], of place: WebPlace, limit: Int) throws(FetchFailure) {
        guard let object = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] else {
            throw FetchFailure(.malformed, "\(place): no manifest of a MISP feed")
        }
        guard object.count <= limit else {
            throw FetchFailure(.tooLarge, "\(place): more than \(limit) events")
        }
        var events: [Event] = []
        for (key, value) in object {
            guard let uuid = UUID(uuidString: key), let entry = value as? [String: Any] else {
                throw FetchFailure(
                    .malformed,
                    "\(place): \(key.prefix(60).debugDescription) is no event of a manifest"
                )
            }
            let written = entry["timestamp"]
            let timestamp =
                (written as? NSNumber)?.int64Value ?? (written as? String).flatMap(Int64.init) ?? 0
            // As the manifest writes it: servers tell large letters from small.
            guard key.caseInsensitiveCompare(uuid.uuidString) == .orderedSame else { continue }
            events.append(Event(uuid: key, timestamp: timestamp))
        }
        self.events = events.sorted { $0.uuid < $1.uuid }
    }
}
