/// The sections of a watchlist file, in file order. The raw value is the place in the header's table.
enum Section: Int, CaseIterable {
    /// Blocked Bloom filter of name hashes.
    case filter = 0
    /// Which hashes a last label may have.
    case topLevels
    /// Where each bucket of ``names`` begins.
    case nameIndex
    case names
    /// Where each bucket of ``urls`` begins.
    case urlIndex
    case urls
    /// One bit for each of a number of hashes of IPv4 addresses.
    case v4Filter
    /// Where the addresses with the same upper 16 bits begin in ``v4Low``.
    case v4Index
    case v4Low
    case v4Meta
    /// Which /16 blocks a network touches.
    case v4NetworkPages
    /// Disjoint spans that all networks cover together.
    case v4Spans
    /// Where each prefix length begins in ``v4NetworkBases``.
    case v4NetworkLengths
    case v4NetworkBases
    case v4NetworkMeta
    case v6Addresses
    case v6Meta
    case v6Spans
    case v6NetworkLengths
    case v6NetworkBases
    case v6NetworkMeta

    var name: String { "\(self)" }

    /// The only length besides 0 that the section may have; nil when it depends on the entries.
    var fixedLength: Int? {
        switch self {
        case .topLevels: Layout.topLevelBits / 8
        case .v4Index: (Layout.v4PageCount + 1) * 4
        case .v4NetworkPages: Layout.v4PageCount / 8
        case .v4NetworkLengths: (32 + 2) * 4
        case .v6NetworkLengths: (128 + 2) * 4
        default: nil
        }
    }

    /// Bytes of one element: lengths are multiples of it.
    var stride: Int {
        switch self {
        case .filter, .v4Filter, .v4Spans: 8
        case .nameIndex, .urlIndex, .v4Index, .v4NetworkLengths, .v4NetworkBases, .v6NetworkLengths: 4
        case .v4Low, .v4Meta, .v4NetworkMeta, .v6Meta, .v6NetworkMeta: 2
        case .v6Addresses, .v6NetworkBases: 16
        case .v6Spans: 32
        case .topLevels, .names, .urls, .v4NetworkPages: 1
        }
    }
}

/// The numbers of the file format; see docs/decisions/0003-watchlist-file.md.
enum Layout {
    /// `MARSADWL`
    static let magic: [UInt8] = Array("MARSADWL".utf8)
    /// The newest format version that is read and the one that is written.
    static let version: UInt32 = 1

    static let topLevelBits = 1 << 16
    static let v4PageCount = 1 << 16
    /// Entries of an index bucket, on average: what fits one or two cache lines.
    static let entriesPerBucket = 4
    /// Filter bits for each name.
    static let filterBitsPerName = 16
    /// Filter bits for each IPv4 address.
    static let filterBitsPerIPv4 = 16
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
