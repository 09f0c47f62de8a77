/// What the first bytes of a file say about how it is packed. Names are not believed.
enum Compression: Equatable {
    case none
    case gzip
    case xz
    case zstandard
    case bzip2
    /// A tar archive that is not compressed (POSIX ustar and GNU tar).
    case tar

    static let gzipMagic: [UInt8] = [0x1F, 0x8B]
    private static let xzMagic: [UInt8] = [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]
    private static let zstandardMagic: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]
    private static let tarMagic = Array("ustar".utf8)
    private static let tarMagicOffset = 257
    /// Number of bytes that tell: one tar header block.
    static let headLength = 512

    init(head: [UInt8]) {
        if head.starts(with: Self.gzipMagic) {
            self = .gzip
        } else if head.starts(with: Self.xzMagic) {
            self = .xz
        } else if head.starts(with: Self.zstandardMagic) {
            self = .zstandard
        } else if Self.isBzip2(head) {
            self = .bzip2
        } else if head.count == Self.headLength, head[Self.tarMagicOffset...].starts(with: Self.tarMagic) {
            self = .tar
        } else {
            self = .none
        }
    }

    /// `BZh`, a block size, and the magic of a block or of the end: `BZh1.example` is a name, not an archive.
    private static func isBzip2(_ head: [UInt8]) -> Bool {
        guard head.count >= 10, head.starts(with: Array("BZh".utf8)), (0x31...0x39).contains(head[3])
        else { return false }
        return head[4...].starts(with: [0x31, 0x41, 0x59, 0x26, 0x53, 0x59])
            || head[4...].starts(with: [0x17, 0x72, 0x45, 0x38, 0x50, 0x90])
    }
}
