import Addresses
import Allowlists
import ByteStreams

/// The public suffix list as published (<https://publicsuffix.org/list/public_suffix_list.dat>).
struct SuffixListFile {
    private static let privateMark: StaticString = "===begin private domains==="
    private static let endOfPrivateMark: StaticString = "===end private domains==="

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
            let word = span.extracting(start..<span.endOfWord(from: start))
            if word.has("//", at: 0) {
                if span.firstRange(of: Self.privateMark) != nil { isPrivate = true }
                if span.firstRange(of: Self.endOfPrivateMark) != nil { isPrivate = false }
            } else if !word.isEmpty {
                let text = String(decoding: word.copy, as: UTF8.self)
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
