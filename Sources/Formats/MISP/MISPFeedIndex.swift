/// What a MISP feed — a folder or archive of events — should have by its manifest, and what was read of it.
final class MISPFeedIndex {
    private struct Entry {
        let uuid: String
        let place: JSONPlace
    }

    /// Most events of a manifest that are checked.
    private static let maximumEntries = 1 << 20

    private var entries: [Entry] = []
    private var manifestName: String?
    private var events: Set<String> = []

    init() {}

    func note(event uuid: String) {
        if events.count < Self.maximumEntries { events.insert(uuid.lowercased()) }
    }

    func hasManifest(_ name: String) -> Bool { manifestName == name }

    /// Whether an object has events by their UUID, as a manifest has.
    func isManifest(_ object: JSONNode) -> Bool {
        guard let first = object.members.first(where: { _ in true }) else { return false }
        return first.value.isObject && first.key.range.count == 36
            && (first.value["info"] != nil || first.value["Orgc"] != nil)
    }

    func read(manifest: JSONNode, in output: FeedOutput) {
        manifestName = output.summary.name
        for (key, _) in manifest.members where entries.count < Self.maximumEntries {
            if let uuid = key.word { entries.append(Entry(uuid: uuid, place: key.place)) }
            output.skip()
        }
    }

    /// Whether there is a manifest and none of its events: it came without its feed.
    var isManifestAlone: Bool { manifestName != nil && events.isEmpty && !entries.isEmpty }

    /// Reports the events that the manifest names and that were not read.
    /// - Returns: the manifest's name and the rejects; nil without a manifest or when nothing is missing.
    func missing() -> (manifest: String, rejects: [Reject])? {
        guard let manifestName else { return nil }
        let rejects = entries.filter { !events.contains($0.uuid.lowercased()) }.map { entry in
            Reject(
                file: manifestName,
                line: entry.place.line,
                offset: entry.place.offset,
                reason: .missingEvent,
                excerpt: entry.uuid
            )
        }
        return rejects.isEmpty ? nil : (manifestName, rejects)
    }
}
