import Addresses
import Reports

/// The rows of MISP's CSV export: an attribute each, under a header of fixed names.
struct MISPCSVRows: RowFormat {
    /// The names by which the export is told.
    static let marks = ["uuid", "eventid", "category", "type", "value", "toids"]

    let headerLine: Int?
    private var columns: [String: Int] = [:]

    init(_ sample: TableSample) {
        headerLine = sample.header.flatMap { header in
            header.line == sample.rows.first?.line ? header.line : nil
        }
        for (index, name) in (sample.header?.values ?? []).enumerated() {
            columns[String(decoding: name, as: UTF8.self).lowercased()] = index
        }
    }

    func read(_ row: DelimitedRow, _ text: Span<UInt8>, into output: FeedOutput) {
        guard let type = word("type", row), let value = place("value", row) else {
            return output.reject(.missingField, text)
        }
        let start = columns["value"].map { row.values[$0].start } ?? 0
        let bytes = Array(row.bytes[value])
        do throws(MISPLeftOut) {
            let attribute = attribute(type, bytes, row)
            var claim = attribute.claim
            claim.reference = word("event_uuid", row)
            for finding in try attribute.findings() {
                var own = finding.note.map { claim.noting($0) } ?? claim
                if finding.isContext { own.permittedUse = .inform }
                output.accept(finding.address, claim: own)
            }
        } catch { output.reject(error.reason, bytes.span, at: start) }
    }

    private func attribute(_ type: String, _ value: [UInt8], _ row: DelimitedRow) -> MISPAttribute {
        var attribute = MISPAttribute(type: type, value: value)
        attribute.category = word("category", row)
        attribute.permitsActing = word("to_ids", row).map { $0 == "1" || $0.lowercased() == "true" }
        attribute.comment = word("comment", row)
        attribute.timestamp = (word("date", row) ?? word("timestamp", row)).flatMap(DateReading.timestamp)
        attribute.firstSeen = word("first_seen", row).flatMap(DateReading.timestamp)
        attribute.lastSeen = word("last_seen", row).flatMap(DateReading.timestamp)
        let tags = [word("attribute_tag", row), word("event_tag", row)].compactMap(\.self)
        attribute.tags = tags.joined(separator: ",").split(separator: ",").map { MISPTag(String($0)) }
        let info = word("event_info", row)
        if let info { attribute.comment = attribute.comment.map { "\($0); \(info)" } ?? info }
        return attribute
    }

    private func place(_ column: String, _ row: DelimitedRow) -> Range<Int>? {
        guard let index = columns[column], index < row.values.count else { return nil }
        let place = row.withoutBlanks(row.values[index])
        return place.isEmpty ? nil : place
    }

    private func word(_ column: String, _ row: DelimitedRow) -> String? {
        guard let place = place(column, row) else { return nil }
        return FieldText.string(row.bytes.span.extracting(place), limit: Claim.maximumTextLength)
    }
}
