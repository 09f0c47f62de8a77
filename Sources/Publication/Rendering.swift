internal import Foundation
internal import JSONOutput
internal import Lists
internal import Registry
internal import Reports

/// Writes the serial that a list serves into a file, block by block.
struct Rendering {
    private static let blockSize = 1 << 16

    private let list: PublishedList
    private let store: any Store
    private let now: Timestamp

    init(_ list: PublishedList, _ store: any Store, at now: Timestamp) {
        self.list = list
        self.store = store
        self.now = now
    }

    private var options: ListOptions {
        ListOptions(
            name: list.settings.name,
            now: now,
            serial: UInt32(truncatingIfNeeded: list.serial),
            maximumEntries: list.settings.maximumEntries
        )
    }

    /// Writes the list into the file `partial`, which will be moved to `path`.
    func render(_ form: Rendition.Form, to partial: String, as path: String) throws -> Rendition {
        let file = try DigestingFile(path: partial)
        switch form {
        case .format(let format): return try render(format, into: file, as: path)
        case .decisions(let ranges):
            return try decisions(
                DecisionWriter(list.settings, withRanges: ranges, at: now),
                into: file,
                as: path
            )
        }
    }

    private func render(_ format: ListFormat, into file: DigestingFile, as path: String) throws -> Rendition {
        var ranking = ListRanking(format, options)
        if ranking.isNeeded { try forEach { ranking.count(ListEntry($0)) } }
        var renderer = ListRenderer(format, options, cap: ranking.cap, into: file)
        var hasEnds = false
        try forEach { listed in
            if listed.expiry != nil { hasEnds = true }
            try renderer.add(ListEntry(listed))
        }
        let (written, summary) = try renderer.finish()
        return try rendition(
            written,
            as: path,
            entryCount: summary.accepted,
            overCap: summary.leftOut[.overCap] ?? 0,
            hasEnds: hasEnds,
            isWithTimeLeft: format.tellsTimeLeft
        )
    }

    private func decisions(
        _ decisions: DecisionWriter,
        into file: DigestingFile,
        as path: String
    ) throws -> Rendition {
        var file = file
        var (count, overCap) = (0, 0)
        var (hasEnds, buffer) = (false, [UInt8]())
        var cap = try cap()
        try forEach { listed in
            guard decisions.takes(listed) else { return }
            if cap?.takes(ListEntry(listed).score) == false {
                overCap += 1
                return
            }
            if listed.expiry != nil { hasEnds = true }
            var writer = JSONWriter(capacity: 192)
            decisions.write(listed, to: &writer)
            if count > 0 { buffer.append(UInt8(ascii: ",")) }
            buffer += writer.bytes
            count += 1
            if buffer.count >= Self.blockSize {
                try file.write(buffer)
                buffer.removeAll(keepingCapacity: true)
            }
        }
        if !buffer.isEmpty { try file.write(buffer) }
        return try rendition(
            file,
            as: path,
            entryCount: count,
            overCap: overCap,
            hasEnds: hasEnds,
            isWithTimeLeft: true
        )
    }

    /// Which entries fill a list with a limit of its own.
    private func cap() throws -> ListCap? {
        guard let maximum = list.settings.maximumEntries, list.entryCount > maximum else { return nil }
        var ranking = ListRanking(.pf, options)
        try forEach { ranking.count(ListEntry($0)) }
        return ranking.cap
    }

    private func forEach(_ body: (ListedAddress) throws -> Void) throws {
        try store.forEachListedAddress(of: list.id, serial: list.serial, body)
    }

    private func rendition(
        _ file: DigestingFile,
        as path: String,
        entryCount: Int,
        overCap: Int,
        hasEnds: Bool,
        isWithTimeLeft: Bool
    ) throws -> Rendition {
        let (sha256, md5) = try file.close()
        return Rendition(
            path: path,
            byteCount: file.byteCount,
            sha256: sha256,
            md5: md5,
            serial: list.serial,
            madeAt: now,
            entryCount: entryCount,
            overCap: overCap,
            hasEnds: hasEnds,
            isWithTimeLeft: isWithTimeLeft
        )
    }
}
