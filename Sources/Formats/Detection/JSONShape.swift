/// Of what kind a text in JSON is: one document or lines, and which format its keys tell.
struct JSONShape {
    /// Whether each line is a document of its own.
    let isLines: Bool

    init(_ sample: FeedSample) {
        let bytes = sample.bytes.span
        let start = bytes.startOfWord(from: 0)
        let contentLines = sample.lines.filter { !bytes.trimmed($0).isEmpty }
        guard start < bytes.count, bytes[start] == UInt8(ascii: "{"), contentLines.count > 1,
            bytes[bytes.startOfWord(from: contentLines[1].lowerBound)] == UInt8(ascii: "{")
        else {
            isLines = false
            return
        }
        isLines = (try? JSONTape().parse(bytes.extracting(contentLines[0]))) != nil
    }

    /// The format that the keys of the text tell; else plain JSON.
    func format(_ outline: JSONOutline) -> FeedFormat {
        if outline.has("Format", holding: "IDEA0") || outline.has("Format", holding: "IDEA1") { return .idea }
        if Self.isSTIX(outline) { return .stix }
        if Self.isMISP(outline) { return .misp }
        if outline.has("restriction", "category", "id"), outline.hasAny("address", "url", "fqdn") {
            return .n6
        }
        return RecordFeed.feed(named: outline.squeezedKeys)?.format ?? (isLines ? .jsonLines : .json)
    }

    private static func isSTIX(_ outline: JSONOutline) -> Bool {
        outline.hasSTIXIdentifiers || outline.has("type", holding: "bundle")
            || outline.outerKeys.contains("objects") && outline.outerKeys.contains("more")
    }

    private static func isMISP(_ outline: JSONOutline) -> Bool {
        if outline.has("Event"), outline.hasAny("Attribute", "Orgc", "info", "uuid") { return true }
        if outline.has("to_ids", "category", "value") || outline.has("Attribute", "info") { return true }
        return outline.has("Orgc", "info", "threat_level_id")
    }
}
