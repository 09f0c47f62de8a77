/// The sections of a watchlist file, in file order. The raw value is the place in the header's table.
enum Section: Int, CaseIterable {
    /// Bloom filter of names, of hosts of URLs, and of the last two labels of both.
    case filter = 0
    /// Which hashes the end of a last label may have.
    case topLevels
    /// Where each bucket of ``names`` begins.
    case nameIndex
    case names
    /// Bloom filter of URL entries.
    case urlFilter
    /// Where each bucket of ``urls`` begins.
    case urlIndex
    case urls
    /// Which /16 blocks hold or touch anything listed.
    case v4Pages
    /// Bloom filter of IPv4 addresses.
    case v4Filter
    /// Where the addresses with the same upper 16 bits begin in ``v4Low``.
    case v4Index
    case v4Low
    case v4Meta
    /// Which /16 blocks a network touches.
    case v4NetworkPages
    /// How many of ``v4Spans`` begin before each /16 block.
    case v4SpanIndex
    /// Disjoint spans that all networks cover together.
    case v4Spans
    /// Where each prefix length begins in ``v4NetworkBases``.
    case v4NetworkLengths
    case v4NetworkBases
    case v4NetworkMeta
    /// Bloom filter of the upper 32 bits of addresses and networks.
    case v6Filter
    case v6Addresses
    case v6Meta
    case v6NetworkLengths
    case v6NetworkBases
    case v6NetworkMeta
    case asns
    case asnMeta

    var name: String { "\(self)" }

    /// The only length besides 0 that the section may have; nil when it depends on the entries.
    var fixedLength: Int? {
        switch self {
        case .topLevels: Layout.topLevelBits / 8 + Layout.topLevelFlagLength
        case .v4Index, .v4SpanIndex: (Layout.pageCount + 1) * 4
        case .v4Pages, .v4NetworkPages: Layout.pageCount / 8
        case .v4NetworkLengths: (32 + 2) * 4
        case .v6NetworkLengths: (128 + 2) * 4
        default: nil
        }
    }

    /// Bytes of one element: lengths are multiples of it.
    var stride: Int {
        switch self {
        case .filter, .urlFilter, .v4Filter, .v4Spans, .v6Filter: 8
        case .nameIndex, .urlIndex, .v4Index, .v4SpanIndex, .v4NetworkLengths, .v4NetworkBases,
            .v6NetworkLengths, .asns:
            4
        case .v4Low, .v4Meta, .v4NetworkMeta, .v6Meta, .v6NetworkMeta, .asnMeta: 2
        case .v6Addresses, .v6NetworkBases: 16
        case .topLevels, .names, .urls, .v4Pages, .v4NetworkPages: 1
        }
    }
}

/// The numbers of the file format; see docs/decisions/0003-watchlist-file.md.
enum Layout {
    /// `MARSADWL`
    static let magic: [UInt8] = Array("MARSADWL".utf8)
    /// The newest format version that is read and the one that is written.
    static let version: UInt32 = 2

    static let topLevelBits = 1 << 16
    /// Behind them: whether some last label begins with a digit.
    static let topLevelFlagLength = 8
    /// Values of the upper half of an IPv4 address.
    static let pageCount = 1 << 16
    /// Entries of an index bucket, on average: what fits one or two cache lines.
    static let entriesPerBucket = 4
    /// Filter bits for each name or address.
    static let filterBitsPerKey = 16
    /// Most upper halves of one IPv6 network that the filter takes one by one: those of a /20.
    static let maximumV6Tops = 1 << 12
    /// Sections begin at multiples of this.
    static let alignment = 64
    /// A record's or bucket's place is 32 bits.
    static let maximumSectionLength = Int(UInt32.max)

    // Offsets in the header.
    static let versionOffset = 8
    static let headerLengthOffset = 12
    static let fileLengthOffset = 16
    static let revisionOffset = 24
    static let countsOffset = 32
    static let keyOffset = countsOffset + 5 * 8
    static let sectionTableOffset = keyOffset + 4 * 8
    /// Offset, length and checksum.
    static let sectionRowLength = 24
    static let headerChecksumOffset = sectionTableOffset + Section.allCases.count * sectionRowLength
    static let headerLength = headerChecksumOffset + 8

    static func aligned(_ offset: Int) -> Int {
        (offset + alignment - 1) / alignment * alignment
    }
}

extension UnsafeRawPointer {
    @inline(__always)
    func number<Number: FixedWidthInteger & BitwiseCopyable>(
        at offset: Int,
        as type: Number.Type = Number.self
    ) -> Number {
        Number(littleEndian: loadUnaligned(fromByteOffset: offset, as: type))
    }
}

extension [UInt8] {
    mutating func append(number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }

    mutating func replace(number: some FixedWidthInteger, at offset: Int) {
        Swift.withUnsafeBytes(of: number.littleEndian) { bytes in
            for index in bytes.indices { self[offset + index] = bytes[index] }
        }
    }
}
