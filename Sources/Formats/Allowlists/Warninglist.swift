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
    private let values: JSONNode

    /// Largest list in bytes.
    private static let maximumLength = 256 << 20
    /// Longest text beside the values that is kept, in bytes.
    private static let maximumTextLength = 4096

    /// Reads the current member of a stream if it is such a list.
    /// - Throws: ``FeedError`` when it looks like one and is not valid JSON, or of an unknown type.
    init?(_ stream: ByteStream, sample: FeedSample) throws(FeedError) {
        guard Self.looksLikeOne(sample) else { return nil }
        let tape = try Self.tape(stream)
        let list = tape.root
        guard let values = list["list"], values.isArray else { return nil }
        file = stream.name
        self.values = values
        title = list["name"]?.text(limit: Self.maximumTextLength) ?? AllowlistReader.listName(of: file)
        description = list["description"]?.text(limit: Self.maximumTextLength) ?? ""
        category = list["category"]?.word ?? ""
        let type = list["type"]?.word ?? Matching.string.rawValue
        guard let matching = Matching(rawValue: type) else {
            throw FeedError(
                .unrecognisedFormat,
                file: file,
                detail: "a warninglist of the unknown type “\(type)”"
            )
        }
        self.matching = matching
        attributes = list.elements(of: "matching_attributes").compactMap(\.word)
    }

    /// The whole of the current member.
    private static func tape(_ stream: ByteStream) throws(FeedError) -> JSONTape {
        let bytes = try FeedError.converting { () throws(ByteStreamError) in
            try stream.peek(maximumLength + 1)
        }
        guard bytes.count <= maximumLength else {
            throw FeedError(
                .tooLarge,
                file: stream.name,
                detail: "a list of more than \(maximumLength) bytes; split it"
            )
        }
        let tape = JSONTape()
        do throws(JSONError) { try tape.parse(bytes.span) } catch {
            throw FeedError(
                .malformedJSON,
                file: stream.name,
                offset: error.offset,
                detail: "not valid JSON: \(error.detail); fetch the file again"
            )
        }
        return tape
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
    func add(to builder: inout some EntrySink, by reader: AllowlistReader) -> AllowlistSummary {
        let name = AllowlistReader.listName(of: file)
        let count = values.elements.reduce(0) { count, _ in count + 1 }
        var summary = AllowlistSummary(file: file, format: .warninglist, list: name)
        summary.title = title
        guard isAboutAddresses else {
            summary.rejectedByReason[.notAboutAddresses] = count
            return summary
        }
        let treatment =
            reader.treatment
            ?? WarninglistProfile(
                name: name,
                title: title,
                description: description,
                category: category,
                count: count
            )
            .treatment
        summary.treatment = treatment
        var rules: [AllowlistRule] = []
        rules.reserveCapacity(count)
        for value in values.elements {
            let place = value.place
            guard value.isString else {
                summary.reject(.wrongKind, [UInt8]().span, line: place.line, offset: place.offset)
                continue
            }
            let text = value.withText { $0.copy }
            let before = rules.count
            if let reason = read(text, reach: treatment.reach, into: &rules) {
                summary.reject(reason, text.span, line: place.line, offset: place.offset)
            } else if rules.count > before {
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
