import Addresses
import Allowlists
import ByteStreams

/// Names by rank: `1,google.com`, with or without a header that names the columns.
struct PopularityFile {
    /// Rows that must count up from 1 for a table without header to be one.
    private static let sampleCount = 5

    private let stream: ByteStream
    private let rankColumn: Int
    private let nameColumn: Int

    /// Takes the current member of a stream if it is such a list.
    init?(_ stream: ByteStream, sample: FeedSample) {
        let rows = sample.lines.prefix(Self.sampleCount + 1).map { Self.fields(sample.bytes[$0]) }
        guard let first = rows.first, first.count >= 2 else { return nil }
        if let columns = Self.columns(ofHeader: first) {
            (rankColumn, nameColumn) = columns
        } else {
            guard rows.count > 1 || sample.isWhole,
                rows.prefix(Self.sampleCount).enumerated().allSatisfy({ index, row in
                    row.count == 2 && Self.rank(row[0]) == index + 1 && Self.isName(row[1])
                })
            else { return nil }
            (rankColumn, nameColumn) = (0, 1)
        }
        self.stream = stream
    }

    /// `GlobalRank,TldRank,Domain,…` (Majestic), `rank,domain` (Cloudflare), `origin,rank` (Chrome).
    private static func columns(ofHeader names: [[UInt8]]) -> (Int, Int)? {
        let names = names.map { CategoryWords.squeezed($0.span) }
        let rank = names.firstIndex { ["globalrank", "rank", "position"].contains($0) }
        let name = names.firstIndex {
            ["domain", "origin", "host", "hostname", "site", "rootdomain"].contains($0)
        }
        return rank.flatMap { rank in name.map { (rank, $0) } }
    }

    /// The fields of a row without blanks; these lists quote them at most whole.
    private static func fields(_ line: some Collection<UInt8>) -> [[UInt8]] {
        line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map { field in
            let field = Array(field)
            var range = field.span.trimmedRange
            if range.count >= 2, field[range.lowerBound] == 0x22, field[range.upperBound - 1] == 0x22 {
                range = range.lowerBound + 1..<range.upperBound - 1
            }
            return Array(field[range])
        }
    }

    private static func rank(_ field: [UInt8]) -> Int? { field.span.decimalValue }

    private static func isName(_ field: [UInt8]) -> Bool {
        guard let addresses = try? Address.read(field.span) else { return false }
        return addresses.first?.kind == .domain
    }

    func add(
        to builder: inout some EntrySink,
        by reader: AllowlistReader
    ) throws(FeedError) -> AllowlistSummary {
        let name = AllowlistReader.listName(of: stream.name)
        var summary = AllowlistSummary(file: stream.name, format: .popularity, list: name)
        summary.title = "Popular names"
        let treatment = reader.treatment ?? ListTreatment(.askFirst, .popularName)
        summary.treatment = treatment
        let lines = LineReader(stream, maximumLineLength: FeedReader.maximumLineLength, longLines: .cut)
        var rules: [AllowlistRule] = []
        while let line = try FeedError.converting({ () throws(ByteStreamError) in try lines.next() }) {
            let span = line.bytes.span
            let fields = Self.fields(line.bytes)
            guard fields.count > max(rankColumn, nameColumn), let rank = Self.rank(fields[rankColumn]) else {
                if line.number > 1, !span.trimmedRange.isEmpty {
                    summary.reject(.missingField, span, line: line.number, offset: line.offset)
                }
                continue
            }
            guard rank <= reader.maximumRank else {
                summary.reject(.beyondRank, span, line: line.number, offset: line.offset)
                continue
            }
            do throws(AddressError) {
                let reach = treatment.reach ?? (rank <= reader.maximumReachingRank ? .registrable : .exact)
                let name = fields[nameColumn]
                rules += try Address.read(name.span).map { .address($0, reach) }
                summary.accepted += 1
            } catch {
                summary.reject(RejectReason(error.reason), span, line: line.number, offset: line.offset)
            }
        }
        let terms = reader.terms(treatment, list: name, owner: nil, reason: "popular by the list \(name)")
        builder.add(rules, terms: terms)
        return summary
    }
}
