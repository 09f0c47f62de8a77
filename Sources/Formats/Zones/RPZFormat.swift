import Addresses
import Reports

/// Response policy zones in master file form.
///
/// Rules that let pass (`rpz-passthru.`, or a name that is its own alias) claim nothing. A name and its wildcard, or
/// several records of one owner, are one report.
struct RPZFormat: LineFormat {
    /// The zone's own name, without the last dot; nil while unknown, when relative names are the triggers.
    private var apex: [UInt8]?
    /// What relative names are relative to, without the last dot; nil while nobody said.
    private var origin: [UInt8]?
    private var owner: [UInt8] = []
    private var openParentheses = 0
    private var lastTrigger: RPZTrigger?

    private static let ignoredTypes: Set<String> = [
        "soa", "ns", "dnskey", "rrsig", "nsec", "nsec3", "nsec3param", "ds", "cds", "cdnskey", "zonemd",
        "type65533",
    ]
    private static let recordTypes: Set<String> = [
        "cname", "a", "aaaa", "txt", "mx", "dname", "srv", "ptr", "svcb", "https", "naptr", "caa", "spf",
        "hinfo",
    ]

    mutating func read(_ line: Span<UInt8>, into output: FeedOutput) {
        if openParentheses > 0 {
            openParentheses += ZoneRecord.parenthesisBalance(line)
            return output.skip()
        }
        let words = ZoneRecord.words(line)
        guard let first = words.first else { return output.skip() }
        if line[first.lowerBound] == UInt8(ascii: "$") {
            readDirective(line, words)
            return output.skip()
        }
        openParentheses = max(0, ZoneRecord.parenthesisBalance(line))
        guard let record = ZoneRecord(line) else { return output.reject(.malformedRecord, line) }
        if let place = record.owner { owner = line.extracting(place).copy }
        let type = FieldText.string(line.extracting(record.type)).lowercased()
        if type == "soa", apex == nil { apex = absolute(owner) ?? qualified(owner) }
        if Self.ignoredTypes.contains(type) { return output.skip() }
        guard Self.recordTypes.contains(type), let data = record.data else {
            return output.reject(.malformedRecord, line)
        }
        readRule(type: type, data: line.extracting(data), line: line, place: record.owner, into: output)
    }

    private mutating func readDirective(_ line: Span<UInt8>, _ words: [Range<Int>]) {
        guard line.extracting(words[0]).equals("$origin"), words.count > 1 else { return }
        let name = line.extracting(words[1]).copy
        origin = absolute(name) ?? qualified(name)
    }

    private mutating func readRule(
        type: String,
        data: Span<UInt8>,
        line: Span<UInt8>,
        place: Range<Int>?,
        into output: FeedOutput
    ) {
        let owner = relativeOwner
        guard !owner.isEmpty else { return output.skip() }
        if type == "cname", data.equals("rpz-passthru.") || isSelf(data, owner) { return output.skip() }
        let start = place?.lowerBound ?? 0
        let end = place?.upperBound ?? line.count
        guard let trigger = RPZTrigger(owner: owner.span) else {
            return output.reject(.malformedRecord, line.extracting(start..<end), at: start)
        }
        guard trigger != lastTrigger else { return output.skip() }
        lastTrigger = trigger
        output.read(trigger.text.span, at: start, claim: FeedOutput.emptyClaim)
    }

    /// Whether an alias points at its own owner, the old way to let pass.
    private func isSelf(_ data: Span<UInt8>, _ owner: [UInt8]) -> Bool {
        let end = data.count > 1 && data[data.count - 1] == UInt8(ascii: ".") ? data.count - 1 : data.count
        return data.extracting(0..<end).isEqual(to: owner.span)
    }

    /// The name without its last dot when it is absolute.
    private func absolute(_ name: [UInt8]) -> [UInt8]? {
        name.last == UInt8(ascii: ".") ? Array(name.dropLast()) : nil
    }

    private func qualified(_ name: [UInt8]) -> [UInt8] {
        if name == [UInt8(ascii: "@")] { return origin ?? [] }
        guard let origin, !origin.isEmpty else { return name }
        return name + [UInt8(ascii: ".")] + origin
    }

    /// The last owner without the zone's name; empty for the zone itself.
    private var relativeOwner: [UInt8] {
        let name = absolute(owner) ?? qualified(owner)
        guard let apex = apex ?? origin, !apex.isEmpty else { return name }
        if name == apex { return [] }
        let suffix = [UInt8(ascii: ".")] + apex
        return name.count > suffix.count && name.suffix(suffix.count).elementsEqual(suffix)
            ? Array(name.dropLast(suffix.count)) : name
    }
}
