/// The header of a watchlist file: what it holds and where.
///
/// ```
///   0 magic "MARSADWL"     8 version u32      12 header length u32    16 file length u64
///  24 revision u64        32 counts 5 × u64   72 hash key 4 × u64    104 sections × (offset, length, checksum) u64
/// end header checksum u64
/// ```
struct Header {
    struct Row {
        var offset = 0
        var length = 0
        var checksum: UInt64 = 0
    }

    var revision: UInt64
    var counts: WatchlistCounts
    var key: HashKey
    var fileLength = 0
    var rows = [Row](repeating: Row(), count: Section.allCases.count)

    init(revision: UInt64, counts: WatchlistCounts, key: HashKey) {
        self.revision = revision
        self.counts = counts
        self.key = key
    }

    subscript(section: Section) -> Row { rows[section.rawValue] }

    /// The header's bytes, checksum included.
    func encoded() -> [UInt8] {
        var bytes = Layout.magic
        bytes.append(number: Layout.version)
        bytes.append(number: UInt32(Layout.headerLength))
        bytes.append(number: UInt64(fileLength))
        bytes.append(number: revision)
        for count in [counts.ips, counts.networks, counts.domains, counts.urls, counts.asns] {
            bytes.append(number: UInt64(count))
        }
        for word in [key.seed, key.inner, key.boundary, key.path] { bytes.append(number: word) }
        for row in rows {
            bytes.append(number: UInt64(row.offset))
            bytes.append(number: UInt64(row.length))
            bytes.append(number: row.checksum)
        }
        bytes.append(number: bytes.withUnsafeBytes { Checksum.of($0) })
        return bytes
    }

    /// Reads and checks the header of a file.
    ///
    /// After this every section lies inside the file and has a length that its kind can have; its content is unchecked.
    init(reading file: UnsafeRawBufferPointer) throws(WatchlistError) {
        guard let start = file.baseAddress, file.count >= Layout.headerLengthOffset,
            Layout.magic.indices.allSatisfy({ file[$0] == Layout.magic[$0] })
        else { throw WatchlistError(.notAWatchlist) }
        let version = start.number(at: Layout.versionOffset, as: UInt32.self)
        guard version <= Layout.version else {
            throw WatchlistError(.newerVersion(found: version, supported: Layout.version))
        }
        guard version == Layout.version else {
            throw WatchlistError(.olderVersion(found: version, supported: Layout.version))
        }
        guard file.count >= Layout.headerLength else {
            throw WatchlistError(.wrongLength(found: file.count, expected: Layout.headerLength))
        }
        let checksum = Checksum.of(UnsafeRawBufferPointer(rebasing: file[..<Layout.headerChecksumOffset]))
        guard start.number(at: Layout.headerChecksumOffset) == checksum,
            start.number(at: Layout.headerLengthOffset, as: UInt32.self) == UInt32(Layout.headerLength)
        else { throw WatchlistError(.headerDamaged) }
        let length = Int(clamping: start.number(at: Layout.fileLengthOffset, as: UInt64.self))
        guard length == file.count else {
            throw WatchlistError(.wrongLength(found: file.count, expected: length))
        }
        fileLength = length
        revision = start.number(at: Layout.revisionOffset)
        counts = Self.counts(start)
        key = HashKey(
            seed: start.number(at: Layout.keyOffset),
            inner: start.number(at: Layout.keyOffset + 8),
            boundary: start.number(at: Layout.keyOffset + 16),
            path: start.number(at: Layout.keyOffset + 24)
        )
        for section in Section.allCases {
            let place = Layout.sectionTableOffset + section.rawValue * Layout.sectionRowLength
            let row = Row(
                offset: Int(clamping: start.number(at: place, as: UInt64.self)),
                length: Int(clamping: start.number(at: place + 8, as: UInt64.self)),
                checksum: start.number(at: place + 16)
            )
            try Self.check(row, of: section, fileLength: length)
            rows[section.rawValue] = row
        }
    }

    private static func counts(_ start: UnsafeRawPointer) -> WatchlistCounts {
        func count(_ index: Int) -> Int {
            Int(clamping: start.number(at: Layout.countsOffset + 8 * index, as: UInt64.self))
        }
        var counts = WatchlistCounts()
        counts.ips = count(0)
        counts.networks = count(1)
        counts.domains = count(2)
        counts.urls = count(3)
        counts.asns = count(4)
        return counts
    }

    private static func check(_ row: Row, of section: Section, fileLength: Int) throws(WatchlistError) {
        let isPossible =
            row.offset >= Layout.headerLength && row.offset <= fileLength && row.length >= 0
            && row.length <= fileLength - row.offset && row.length <= Layout.maximumSectionLength
            && row.length % section.stride == 0 && row.offset % Layout.alignment == 0
            && (section.fixedLength == nil || row.length == 0 || row.length == section.fixedLength)
        guard isPossible else {
            throw WatchlistError(.sectionMisplaced(section: section.name, offset: row.offset))
        }
    }
}
