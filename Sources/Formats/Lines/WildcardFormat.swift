/// Lists of `*.name`, which mean the name and all below it; `=name` is read alike.
struct WildcardFormat: LineFormat {
    private var plain = PlainFormat()

    mutating func read(_ line: Span<UInt8>, into output: FeedOutput) {
        let start = line.startOfWord(from: 0)
        guard start < line.count, line[start] == UInt8(ascii: "=") else {
            return plain.read(line, into: output)
        }
        plain.read(line.extracting(start + 1..<line.count), into: output)
    }
}
