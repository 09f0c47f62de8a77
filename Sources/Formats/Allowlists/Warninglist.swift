import Addresses
import Allowlists
import ByteStreams
import Reports

/// One list of the MISP warninglists project (<https://github.com/MISP/misp-warninglists>): `name`, `type`, `list`.
struct Warninglist {
    /// How the values of a list are compared.
    private enum Matching: String {
        case string, substring, hostname, cidr, regex
    }

    private let file: String
    private let title: String
    private let description: String
    private let category: String
    private let matching: Matching
    /// The kinds of MISP attribute that the list is about; empty for all.
    private let attributes: [String]
    private let values: [JSONValue]

    /// Reads the current member of a stream if it is such a list.
    /// - Throws: ``FeedError`` when it looks like one and is not valid JSON, or of an unknown type.
    init?(_ stream: ByteStream, sample: FeedSample) throws(FeedError) {
        guard Self.looksLikeOne(sample) else { return nil }
        let limit = JSONDocumentFormat.maximumLength
        let bytes = try FeedError.converting { () throws(ByteStreamError) in try stream.peek(limit + 1) }
        guard bytes.count <= limit else {
            throw FeedError(
                .tooLarge,
                file: stream.name,
                detail: "a list of more than \(limit) bytes; split it"
            )
        }
        let value: JSONValue
        do throws(JSONError) {
            var parser = JSONParser(bytes)
            value = try parser.value()
            guard parser.isAtEnd() else { throw parser.failure("more follows the JSON value") }
        } catch {
            throw FeedError(
                .malformedJSON,
                file: stream.name,
                offset: error.offset,
                detail: "not valid JSON: \(error.detail); fetch the file again"
            )
        }
        guard case .object(let members) = value, case .array(let values, _)? = members.value("list") else {
            return nil
        }
        file = stream.name
        self.values = values
        title = members.text("name") ?? AllowlistReader.listName(of: stream.name)
        description = members.text("description") ?? ""
        category = members.text("category") ?? ""
        guard let matching = Matching(rawValue: members.text("type") ?? "string") else {
            throw FeedError(
                .unrecognisedFormat,
                file: stream.name,
                detail: "a warninglist of the unknown type “\(members.text("type") ?? "")”"
            )
        }
        self.matching = matching
        var attributes: [String] = []
        if case .array(let names, _)? = members.value("matching_attributes") {
            for case .string(let text, _) in names {
                attributes.append(String(decoding: text, as: UTF8.self))
            }
        }
        self.attributes = attributes
    }

    /// An object with a key `list`, and `type` or `matching_attributes`: one of them stands before or behind the values.
    private static func looksLikeOne(_ sample: FeedSample) -> Bool {
        let bytes = sample.bytes.span
        let start = bytes.startOfWord(from: 0)
        guard start < bytes.count, bytes[start] == UInt8(ascii: "{") else { return false }
        return bytes.firstRange(of: "\"list\"") != nil
    }

    /// Whether the list is about IP addresses, names or URLs.
    private var isAboutAddresses: Bool {
        let kinds: Set = ["ip-src", "ip-dst", "ip", "domain", "hostname", "url", "uri", "link", "AS"]
        return attributes.isEmpty
            || attributes.contains { $0.split(separator: "|").contains { kinds.contains(String($0)) } }
    }

    /// Adds the entries of the list.
    func add(to builder: inout AllowlistBuilder, by reader: AllowlistReader) -> AllowlistSummary {
        let name = AllowlistReader.listName(of: file)
        var summary = AllowlistSummary(file: file, format: .warninglist, list: name)
        summary.title = title
        guard isAboutAddresses else {
            summary.rejectedByReason[.notAboutAddresses] = values.count
            return summary
        }
        let treatment =
            reader.treatment
            ?? WarninglistProfile(
                name: name,
                title: title,
                description: description,
                category: category,
                count: values.count
            )
            .treatment
        summary.treatment = treatment
        var rules: [AllowlistRule] = []
        rules.reserveCapacity(values.count)
        for value in values {
            guard case .string(let text, let place) = value else {
                summary.reject(.wrongKind, [UInt8]().span, line: 0, offset: 0)
                continue
            }
            let count = rules.count
            if let reason = read(text, reach: treatment.reach, into: &rules) {
                summary.reject(reason, text.span, line: place.line, offset: place.offset)
            } else if rules.count > count {
                summary.accepted += 1
            }
        }
        let owner = "MISP warninglists"
        builder.add(rules, terms: reader.terms(treatment, list: name, owner: owner, reason: title))
        return summary
    }

    /// Reads one value.
    /// - Returns: why it is no rule; nil when it is.
    private func read(_ text: [UInt8], reach: Reach?, into rules: inout [AllowlistRule]) -> RejectReason? {
        switch matching {
        case .substring:
            do throws(PatternError) {
                rules.append(.pattern(try TextPattern(substring: String(decoding: text, as: UTF8.self))))
            } catch { return RejectReason(error.reason) }
        case .regex:
            do throws(PatternError) {
                rules.append(try AllowlistRule(regularExpression: String(decoding: text, as: UTF8.self)))
            } catch { return RejectReason(error.reason) }
        case .cidr, .hostname, .string:
            do throws(AddressError) {
                let addresses = try Self.addresses(text)
                guard addresses.allSatisfy(isOfKind) else { return .wrongKind }
                let reach = Self.isSuffix(text) ? .below : reach ?? (matching == .hostname ? .below : .exact)
                rules += addresses.map { .address($0, reach) }
            } catch { return RejectReason(error.reason) }
        }
        return nil
    }

    private static func addresses(_ text: [UInt8]) throws(AddressError) -> [Address] {
        if let address = FieldReading.plainAddress(text.span) { return [address] }
        return try FieldReading.addresses(text.span)
    }

    private func isOfKind(_ address: Address) -> Bool {
        switch matching {
        case .cidr: address.kind == .ip || address.kind == .network
        case .hostname: address.kind == .domain || address.kind == .ip
        case .string, .substring, .regex: true
        }
    }

    /// `.name` and `*.name` mean what lies below, whatever the list's type.
    private static func isSuffix(_ text: [UInt8]) -> Bool {
        text.first == UInt8(ascii: ".") || text.starts(with: [UInt8(ascii: "*"), UInt8(ascii: ".")])
    }
}

extension [JSONMember] {
    /// The value of a key.
    fileprivate func value(_ key: StaticString) -> JSONValue? {
        first { $0.key.span.equals(key) }?.value
    }

    /// The text of a key.
    fileprivate func text(_ key: StaticString) -> String? {
        if case .string(let text, _)? = value(key) { String(decoding: text, as: UTF8.self) } else { nil }
    }
}
