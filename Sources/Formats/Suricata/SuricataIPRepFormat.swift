import Addresses
import Reports

/// IP reputation lists of Suricata: `address,category,score`, the score from 0 to 127.
struct SuricataIPRepFormat: LineFormat {
    /// The highest category that Suricata knows.
    static let maximumCategory = 60
    static let maximumScore = 127

    private var row = DelimitedRow()

    mutating func read(_ line: Span<UInt8>, into output: FeedOutput) {
        let range = line.trimmedRange
        guard !range.isEmpty, line[range.lowerBound] != UInt8(ascii: "#") else { return output.skip() }
        row.splitLiterally(line, by: UInt8(ascii: ","))
        guard row.values.count == 3, let category = number(1), let score = number(2),
            category <= Self.maximumCategory, score <= Self.maximumScore
        else { return output.reject(.malformedRecord, line) }
        let confidence = UInt8(percent: (score * 100 + Self.maximumScore / 2) / Self.maximumScore)
        let claim = Claim(confidence: confidence, comment: "reputation category \(category)")
        let place = row.withoutBlanks(row.values[0])
        output.read(row.bytes.span.extracting(place), at: place.lowerBound, claim: claim)
    }

    private func number(_ column: Int) -> Int? {
        row.bytes.span.extracting(row.withoutBlanks(row.values[column])).decimalValue
    }

    /// Whether a row has the shape of an entry.
    static func isEntry(_ values: [[UInt8]]) -> Bool {
        guard values.count == 3 else { return false }
        let (entry, category, score) = (values[0], values[1], values[2])
        guard let category = category.span.decimalValue, let score = score.span.decimalValue,
            category <= maximumCategory, score <= maximumScore,
            let addresses = try? FieldReading.addresses(entry.span)
        else { return false }
        return addresses.allSatisfy { $0.kind == .ip || $0.kind == .network }
    }
}
