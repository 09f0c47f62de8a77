import Addresses
import Allowlists
import ByteStreams

/// The public suffix list as published (<https://publicsuffix.org/list/public_suffix_list.dat>).
struct SuffixListFile {
    private static let privateMark = "===BEGIN PRIVATE DOMAINS==="
    private static let endOfPrivateMark = "===END PRIVATE DOMAINS==="

    private let stream: ByteStream

    init(_ stream: ByteStream) {
        self.stream = stream
    }

    static func isOne(_ sample: FeedSample) -> Bool {
        sample.bytes.span.firstRange(of: "===begin icann domains===") != nil
    }

    func add(to builder: inout some EntrySink) throws(FeedError) -> AllowlistSummary {
        let name = AllowlistReader.listName(of: stream.name)
        var summary = AllowlistSummary(file: stream.name, format: .publicSuffixes, list: name)
        summary.title = "Public suffix list"
        let lines = LineReader(stream, maximumLineLength: FeedReader.maximumLineLength, longLines: .cut)
        var rules: [SuffixRule] = []
        var isPrivate = false
        while let line = try FeedError.converting({ () throws(ByteStreamError) in try lines.next() }) {
            let span = line.bytes.span
            let start = span.startOfWord(from: 0)
            let text = String(
                decoding: span.extracting(start..<span.endOfWord(from: start)).copy,
                as: UTF8.self
            )
            if text.hasPrefix("//") {
                let comment = String(decoding: span.copy, as: UTF8.self)
                if comment.contains(Self.privateMark) { isPrivate = true }
                if comment.contains(Self.endOfPrivateMark) { isPrivate = false }
            } else if !text.isEmpty {
                do throws(AddressError) {
                    rules.append(try SuffixRule(text, isPrivate: isPrivate))
                    summary.accepted += 1
                } catch {
                    summary.reject(RejectReason(error.reason), span, line: line.number, offset: line.offset)
                }
            }
        }
        builder.add(rules)
        return summary
    }
}
