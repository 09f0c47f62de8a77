/// What is known and lists nothing suspicious, or is of no format that is read.
enum ForeignFormat {
    /// Not read at all, with what it is.
    case unread(String)
    /// Read elsewhere or by other means, with what it is and what to do with it.
    case otherUse(String)

    init?(_ sample: FeedSample, _ outline: JSONOutline) {
        if outline.isJSON {
            guard let use = Self.otherUse(outline, isWhole: sample.isWhole) else { return nil }
            self = .otherUse(use)
            return
        }
        let bytes = sample.bytes.span
        let start = bytes.startOfWord(from: 0)
        guard start < bytes.count else { return nil }
        if bytes.has("pk\u{3}\u{4}") {
            self = .unread("a ZIP archive")
        } else if bytes.has("%pdf-") {
            self = .unread("a PDF document")
        } else if bytes.has("{\\rtf", at: start) {
            self = .unread("an RTF document")
        } else if Self.isMISPHashes(sample) {
            self = .otherUse("the hashes of a MISP feed, which name no address; its events do")
        } else {
            let markup = MarkupShape(sample)
            guard markup.isMarkup, markup.format == nil else { return nil }
            self = .unread(markup.isHTML ? "an HTML page without tables" : "an XML document of no known kind")
        }
    }

    func error(_ name: String) -> FeedError {
        switch self {
        case .unread(let what):
            FeedError(
                .unrecognisedFormat,
                file: name,
                detail: "unrecognised format: this is \(what); else \(FeedFormat.advice)"
            )
        case .otherUse(let what): FeedError(.notAFeed, file: name, detail: "no feed: this is \(what)")
        }
    }

    private static func otherUse(_ outline: JSONOutline, isWhole: Bool) -> String? {
        if isWarninglist(outline, isWhole: isWhole) {
            return
                "a MISP warninglist, whose entries are to be spared, not suspected; it belongs to the allowlists"
        }
        if outline.has("source_format", "provider") {
            return "a list of MISP feeds; take the feeds themselves"
        }
        if outline.hasSTIXIdentifiers || outline.has("objects") { return nil }
        if outline.has("api_roots", "title") || outline.has("collections", "can_read")
            || outline.has("can_read", "can_write")
        {
            return "what a TAXII server says of itself; take the objects of its collections"
        }
        return nil
    }

    /// A warninglist has a name, a version, a list and how to match it; of a long one only what stands before the list is
    /// seen, its description.
    private static func isWarninglist(_ outline: JSONOutline, isWhole: Bool) -> Bool {
        if outline.hasAny("Warninglist", "Warninglists", "WarninglistEntry") { return true }
        let members: Set = ["description", "list", "matching_attributes", "name", "type", "version"]
        if !isWhole, outline.keys.isSuperset(of: ["description", "list"]), outline.keys.isSubset(of: members)
        {
            return true
        }
        guard outline.has("list"), outline.hasAny("matching_attributes", "version") else { return false }
        return ["string", "substring", "hostname", "cidr", "regex"].contains {
            outline.has("type", holding: $0)
        }
    }

    /// `md5,uuid` on every line.
    private static func isMISPHashes(_ sample: FeedSample) -> Bool {
        guard !sample.lines.isEmpty else { return false }
        let bytes = sample.bytes.span
        return sample.lines.allSatisfy { line in
            let text = bytes.extracting(line)
            guard text.count == 69, text[32] == UInt8(ascii: ",") else { return false }
            for index in text.indices where index != 32 {
                guard text[index].isHexadecimalDigit || text[index] == UInt8(ascii: "-") && index > 32 else {
                    return false
                }
            }
            return true
        }
    }
}
