import Addresses
import Reports

/// Intelligence files of Zeek: tab-separated columns under a `#fields` line.
struct ZeekIntelFormat: LineFormat {
    private enum Kind {
        case address
        case url
        case other(RejectReason)
    }

    private var indicator = 0
    private var type: Int? = 1
    private var description: Int?
    private var url: Int?
    private var confidence: Int?
    /// What stood beside the last indicator, and its claim: neighbours mostly share it.
    private var lastBefore: [UInt8] = []
    private var lastAfter: [UInt8] = []
    private var lastClaim: Claim?
    private var columns: [Range<Int>] = []

    private static let tab: UInt8 = 0x09

    mutating func read(_ line: Span<UInt8>, into output: FeedOutput) {
        guard !line.trimmedRange.isEmpty else { return output.skip() }
        if line[0] == UInt8(ascii: "#") {
            if line.has("#fields") { readFields(line) }
            return output.skip()
        }
        split(line)
        guard indicator < columns.count, let value = value(indicator, line) else {
            return output.reject(.missingField, line)
        }
        let field = line.extracting(value)
        let kind: Kind
        if let type {
            guard let typeRange = self.value(type, line) else { return output.reject(.missingField, line) }
            kind = Self.kind(line.extracting(typeRange))
        } else {
            kind = .address
        }
        if case .other(let reason) = kind { return output.reject(reason, field, at: value.lowerBound) }
        let claim = claim(line)
        guard case .url = kind, field.firstRange(of: "://") == nil, field.first(UInt8(ascii: "[")) == nil
        else {
            return output.read(field, at: value.lowerBound, claim: claim)
        }
        let text = Array("http://".utf8) + field.copy
        output.read(text.span, at: value.lowerBound, claim: claim)
    }

    private mutating func readFields(_ line: Span<UInt8>) {
        indicator = 0
        (type, description, url, confidence) = (nil, nil, nil, nil)
        lastClaim = nil
        split(line)
        for (index, range) in columns.dropFirst().enumerated() {
            switch FieldText.string(line.extracting(range)) {
            case "indicator": indicator = index
            case "indicator_type": type = index
            case "meta.desc": description = index
            case "meta.url": url = index
            case "meta.confidence": confidence = index
            default: break
            }
        }
    }

    private mutating func split(_ line: Span<UInt8>) {
        columns.removeAll(keepingCapacity: true)
        var start = 0
        while true {
            let end = line.first(Self.tab, from: start) ?? line.count
            columns.append(start..<end)
            guard end < line.count else { return }
            start = end + 1
        }
    }

    /// A column's value without blanks; nil when it is absent, empty or `-`.
    private func value(_ column: Int?, _ line: Span<UInt8>) -> Range<Int>? {
        guard let column, column < columns.count else { return nil }
        let range = line.trimmed(columns[column])
        guard !range.isEmpty, !line.extracting(range).equals("-") else { return nil }
        return range
    }

    private static func kind(_ type: Span<UInt8>) -> Kind {
        if type.equals("intel::addr") || type.equals("intel::subnet") || type.equals("intel::domain") {
            return .address
        }
        if type.equals("intel::url") { return .url }
        if type.firstRange(of: "hash") != nil { return .other(.hashValue) }
        if type.equals("intel::email") { return .other(.emailAddress) }
        return .other(type.equals("intel::file_name") ? .fileName : .otherIndicator)
    }

    private mutating func claim(_ line: Span<UInt8>) -> Claim {
        let before = line.extracting(0..<columns[indicator].lowerBound)
        let after = line.extracting(columns[indicator].upperBound..<line.count)
        if let lastClaim, after.isEqual(to: lastAfter.span), before.isEqual(to: lastBefore.span) {
            return lastClaim
        }
        var claim = Claim()
        if let range = value(description, line) {
            let text = line.extracting(range)
            claim.comment = FieldText.string(text, limit: Claim.maximumTextLength)
            claim.category = CategoryWords.category(in: text)
        }
        if let range = value(url, line) {
            claim.reference = FieldText.string(line.extracting(range), limit: Claim.maximumTextLength)
        }
        if let range = value(confidence, line) {
            claim.confidence = ConfidenceReading.percent(line.extracting(range))
        }
        lastBefore = before.copy
        lastAfter = after.copy
        lastClaim = claim
        return claim
    }
}
