import ByteStreams

extension FeedFormat {
    /// The format of a file by its first bytes.
    ///
    /// Content decides; the name is asked only between tables and JSON that look alike. An empty file and one of
    /// comments alone are plain lists without reports.
    /// - Parameters:
    ///   - head: the first 64 KiB of the file after decompression, or all of it.
    ///   - name: the file's name.
    /// - Returns: the format.
    /// - Throws: ``FeedError/Code/unrecognisedFormat`` when nothing fits, ``FeedError/Code/binary`` for what is no text.
    public static func detect(_ head: [UInt8], name: String = "") throws(FeedError) -> FeedFormat {
        let sample = FeedSample(marked: head)
        guard !sample.isBinary else { throw FeedError.binary(name) }
        if let foreign = ForeignFormat.name(of: sample) {
            throw FeedError(
                .unrecognisedFormat,
                file: name,
                detail: "unrecognised format: this is \(foreign); name another with --format: \(names)"
            )
        }
        if let json = JSONShape(sample).format { return json }
        let evidence = ListEvidence(sample)
        if let format = evidence.format { return format }
        if let table = TableEvidence(sample).format { return table }
        if let format = evidence.listFormat { return format }
        throw FeedError(
            .unrecognisedFormat,
            file: name,
            detail:
                "unrecognised format: no addresses found in a known shape; name one with --format: \(names)"
        )
    }
}

extension FeedError {
    static func binary(_ name: String) -> FeedError {
        FeedError(.binary, file: name, detail: "is not a text file; feeds are text, compressed or not")
    }
}

/// Formats that are known but not read as feeds of this family.
enum ForeignFormat {
    /// What the sample is, in words; nil when it may be a feed.
    static func name(of sample: FeedSample) -> String? {
        let bytes = sample.bytes.span
        let start = bytes.startOfWord(from: 0)
        guard start < bytes.count else { return nil }
        if bytes.has("pk\u{3}\u{4}") { return "a ZIP archive" }
        if bytes.has("%pdf-") { return "a PDF document" }
        if bytes.has("<!doctype", at: start) || bytes.has("<html", at: start)
            || bytes.has("<table", at: start)
        {
            return "an HTML page"
        }
        if bytes[start] == UInt8(ascii: "<"), start + 1 < bytes.count, isMarkup(bytes[start + 1]) {
            return "an XML document"
        }
        if bytes.has("{\\rtf", at: start) { return "an RTF document" }
        guard bytes[start] == UInt8(ascii: "{") || bytes[start] == UInt8(ascii: "[") else { return nil }
        return jsonName(bytes)
    }

    private static func isMarkup(_ byte: UInt8) -> Bool {
        byte.isLetter || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "!")
    }

    /// STIX, TAXII and MISP by the keys that only they have.
    private static func jsonName(_ bytes: Span<UInt8>) -> String? {
        func has(_ key: StaticString) -> Bool { bytes.firstRange(of: key) != nil }
        if has("\"bundle--") || has("\"spec_version\"") || has("\"type\": \"bundle\"") {
            return "a STIX document"
        }
        if has("\"api_roots\"") { return "a TAXII server's state" }
        if has("\"sharinggroup\"") || has("\"shadowattribute\"") || has("\"orgc\"") || has("\"to_ids\"")
            || has("\"source_format\"")
        {
            return "a MISP document"
        }
        return nil
    }
}

/// Whether a text is JSON, and of one document or of lines.
private struct JSONShape {
    let format: FeedFormat?

    init(_ sample: FeedSample) {
        let bytes = sample.bytes.span
        let start = bytes.startOfWord(from: 0)
        guard start < bytes.count, Self.opensValue(bytes, at: start) else {
            format = nil
            return
        }
        let contentLines = sample.lines.filter { !bytes.trimmed($0).isEmpty }
        guard bytes[start] == UInt8(ascii: "{"), contentLines.count > 1, let first = contentLines.first else {
            format = .json
            return
        }
        let isComplete = (try? JSONTape().parse(bytes.extracting(first))) != nil
        format =
            isComplete && bytes[bytes.startOfWord(from: contentLines[1].lowerBound)] == UInt8(ascii: "{")
            ? .jsonLines : .json
    }

    /// `{` before a key or nothing; `[` before a value, but not before `2001:db8::1]` or `Adblock]`.
    private static func opensValue(_ bytes: Span<UInt8>, at start: Int) -> Bool {
        let next = bytes.startOfWord(from: start + 1)
        if bytes[start] == UInt8(ascii: "{") {
            return next == bytes.count || bytes[next] == 0x22 || bytes[next] == UInt8(ascii: "}")
        }
        guard bytes[start] == UInt8(ascii: "[") else { return false }
        if next == bytes.count { return true }
        return bytes[next] == UInt8(ascii: "{") || bytes[next] == UInt8(ascii: "[") || bytes[next] == 0x22
            || bytes[next] == UInt8(ascii: "]")
    }
}
