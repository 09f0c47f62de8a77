/// What a file begins with, as far as it was read: fingerprints that tell it from others.
struct FileHead: Sendable, Hashable {
    /// The head of a file nothing of which was read.
    static let none = FileHead(bytes: .empty, line: .empty)

    /// The first bytes, at most ``ContentMark/headLength``.
    let bytes: ContentMark
    /// What goes up to the end of the first line that does not begin with `#`, as headers do; empty when there is no such
    /// among those bytes. It tells a copy that is shorter than what was read.
    let line: ContentMark

    init(bytes: ContentMark, line: ContentMark) {
        self.bytes = bytes
        self.line = line
    }

    /// The head of a file that begins with `start`.
    init(of start: some Collection<UInt8>) {
        let first = Array(start.prefix(ContentMark.headLength))
        let line = first[..<Self.lineEnd(in: first)]
        self.init(bytes: ContentMark(of: first), line: ContentMark(of: Array(line)))
    }

    private static func lineEnd(in bytes: [UInt8]) -> Int {
        var start = 0
        while let feed = bytes[start...].firstIndex(of: LineBlock.lineFeed) {
            if bytes[start] != UInt8(ascii: "#") { return feed + 1 }
            start = feed + 1
        }
        return 0
    }

    var length: Int { bytes.length }

    /// Whether it is so long that no other file begins so by chance.
    var isLong: Bool { length == ContentMark.headLength }

    /// Whether a file that begins with `start`, the first ``ContentMark/headLength`` bytes of it or all, begins so.
    func begins(_ start: [UInt8]) -> Bool { bytes.begins(start) }

    /// Whether `start` is a part of what was read: it holds the first lines, and as much of the rest as can be
    /// told.
    func continues(_ start: [UInt8]) -> Bool {
        line.length > 0 && line.begins(start) && (start.count < length || bytes.begins(start))
    }
}

extension ContentMark {
    /// Whether `bytes` begin with those this is the mark of.
    func begins(_ bytes: [UInt8]) -> Bool {
        length <= bytes.count && ContentMark(of: Array(bytes.prefix(length))) == self
    }
}
