import Glibc

/// Whole lines cut from a run of bytes, before they get their origin.
struct LineBlock {
    static let lineFeed: UInt8 = 0x0A

    /// The lines, each ended by a line feed.
    var bytes: [UInt8]
    /// How many lines.
    var lineCount: Int
    /// The bytes of the source they were cut from, longer than ``bytes`` where a line was cut, shorter by one where the
    /// last line had no end.
    var range: Range<Int64>
    /// Of how many lines only the beginning is there.
    var cutLines = 0
}

/// The line feeds among some bytes.
struct LineFeeds {
    /// How many there are.
    private(set) var count = 0
    /// The index behind the last one; 0 when there is none.
    private(set) var end = 0

    init(in bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress else { return }
        while end < bytes.count, let found = memchr(base + end, Int32(LineBlock.lineFeed), bytes.count - end)
        {
            end = UnsafeRawPointer(found) - base + 1
            count += 1
        }
    }

    /// The index of the first line feed; nil when there is none.
    static func first(in bytes: UnsafeRawBufferPointer) -> Int? {
        guard let base = bytes.baseAddress,
            let found = memchr(base, Int32(LineBlock.lineFeed), bytes.count)
        else { return nil }
        return UnsafeRawPointer(found) - base
    }
}
