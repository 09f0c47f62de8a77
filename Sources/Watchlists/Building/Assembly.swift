/// Turns the drafts of a builder into the sections of a file.
struct Assembly {
    let key: HashKey
    let builder: WatchlistBuilder
    private(set) var sections = [[UInt8]](repeating: [], count: Section.allCases.count)
    var counts = WatchlistCounts()

    init(_ builder: WatchlistBuilder) {
        self.builder = builder
        key = builder.key
    }

    /// Builds the sections and lays them one after another behind the header.
    mutating func file(revision: UInt64) throws(WatchlistError) -> [UInt8] {
        guard !builder.names.isTooLarge else { throw WatchlistError(.tooLarge) }
        addIPv4()
        addIPv6()
        addIPv4Networks()
        addIPv6Networks()
        addPages()
        addNames()
        try addURLs()
        addASNs()
        var header = Header(revision: revision, counts: counts, key: key)
        var offset = Layout.aligned(Layout.headerLength)
        for section in Section.allCases {
            let bytes = sections[section.rawValue]
            guard bytes.count <= Layout.maximumSectionLength else { throw WatchlistError(.tooLarge) }
            header.rows[section.rawValue] = Header.Row(
                offset: offset,
                length: bytes.count,
                checksum: bytes.withUnsafeBytes { Checksum.of($0) }
            )
            offset = Layout.aligned(offset + bytes.count)
        }
        header.fileLength = offset
        var file = header.encoded()
        file.reserveCapacity(offset)
        for section in Section.allCases {
            file.append(contentsOf: repeatElement(0, count: header[section].offset - file.count))
            file.append(contentsOf: sections[section.rawValue])
        }
        file.append(contentsOf: repeatElement(0, count: offset - file.count))
        return file
    }

    subscript(section: Section) -> [UInt8] {
        get { sections[section.rawValue] }
        _modify { yield &sections[section.rawValue] }
    }
}

extension [UInt8] {
    mutating func append(wide number: UInt128) {
        append(number: UInt64(truncatingIfNeeded: number >> 64))
        append(number: UInt64(truncatingIfNeeded: number))
    }
}
