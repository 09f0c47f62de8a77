import Addresses
import Allowlists
import ByteStreams
import Formats
import Foundation
import Reports
import TestSupport
import Testing

/// What the feeds of the corpus would publish at the default settings: the built-in lists and all warninglists.
@Suite(.enabled(if: Corpus.isPresent, "no corpus on this machine")) struct `The feeds of the corpus` {
    @Test func `would publish nothing reserved, no resolver, no popular name, no government`() throws {
        let (list, _) = try #require(CorpusLists.read)
        var tally = Tally(list: list, popular: try Self.popularNames(), resolvers: try Self.resolvers())
        for file in try Corpus.files(below: "feeds") {
            // What is no feed, or of a format that is not read, is not published either.
            var sink = tally
            guard (try? FeedReader().read(ByteInput(path: file.path), into: &sink)) != nil else { continue }
            tally = sink
        }
        print(tally.table)
        #expect(tally.rows > 2_900_000)
        for (what, left) in tally.leftOver.sorted(by: { $0.key < $1.key }) {
            #expect(left.isEmpty, "\(what): \(left.prefix(10))")
        }
        #expect(tally.leftOver.keys.count == 4)
        // Names on shared platforms wait for a person; none is dropped without one.
        #expect(tally.platformRows > 50_000)
        #expect(tally.silentPlatformRows.isEmpty, "\(tally.silentPlatformRows.prefix(10))")
    }

    private static func popularNames() throws -> Set<String> {
        let lists = [
            "tranco10k", "cisco_top20k", "cloudflare-top100k", "majestic_million", "alexa", "moz-top500",
        ]
        return try lists.reduce(into: []) { names, list in
            names.formUnion(try CorpusLists.values(list).map { $0.lowercased() })
        }
    }

    private static func resolvers() throws -> Set<String> {
        [
            "8.8.8.8", "8.8.4.4", "1.1.1.1", "1.0.0.1", "9.9.9.9", "149.112.112.112", "208.67.222.222",
            "208.67.220.220", "94.140.14.14", "77.88.8.8", "223.5.5.5", "223.6.6.6", "114.114.114.114",
            "119.29.29.29", "4.2.2.1", "4.2.2.2", "64.6.64.6", "2001:4860:4860::8888", "2606:4700:4700::1111",
        ]
    }
}

/// Counts reports by what becomes of them.
private struct Tally: FeedSink {
    let list: Allowlist
    let popular: Set<String>
    let resolvers: Set<String>
    var rows = 0
    var rowsByOutcome: [Outcome: Int] = [:]
    /// Held rows by outcome, label, relation and list of the strictest finding.
    var rowsByReason: [String: Int] = [:]
    var examples: [String: String] = [:]
    var platformRows = 0
    var silentPlatformRows: [String] = []
    var leftOver: [String: [String]] = ["reserved": [], "resolver": [], "popular": [], "government": []]
    private let context = CheckContext(now: noon)

    init(list: Allowlist, popular: Set<String>, resolvers: Set<String>) {
        self.list = list
        self.popular = popular
        self.resolvers = resolvers
    }

    mutating func accept(_ address: Address, claim: Claim, line: Int) {
        rows += 1
        let verdict = list.check(address, scope: claim.scope, in: context)
        rowsByOutcome[verdict.outcome, default: 0] += 1
        if verdict.outcome > .free, let first = verdict.findings.first {
            let terms = list[first].terms
            let reason =
                "\(verdict.outcome.name), \(terms.label?.name ?? "-"), \(first.relation.name), \(terms.list)"
            rowsByReason[reason, default: 0] += 1
            if examples[reason] == nil { examples[reason] = "\(address)" }
        }
        if verdict.labels.contains(.sharedPlatform) {
            platformRows += 1
            let isOther = verdict.findings.contains { $0.outcome == .neverBlock }
            if verdict.outcome != .askFirst, !isOther { silentPlatformRows.append("\(address)") }
        }
        if verdict.allows(.inform) { checkLeftOver(address, scope: claim.scope) }
    }

    mutating func reject(_ reject: Reject) {}

    /// The same question, asked without the engine.
    private mutating func checkLeftOver(_ address: Address, scope: MatchScope) {
        var host = "\(address)"
        if case .url(let url) = address {
            switch url.host {
            case .ip(let ip): host = "\(ip)"
            case .domain(let name):
                // A URL on a popular name is not the name; one on a government's is the government's.
                if Self.isGovernment(name.text) { leftOver["government", default: []].append(host) }
                guard scope == .host || url.pathAndQuery == "/" else { return }
                host = name.text
            }
        }
        if Self.isReserved(host) { leftOver["reserved", default: []].append(host) }
        if resolvers.contains(host) { leftOver["resolver", default: []].append(host) }
        if popular.contains(host) { leftOver["popular", default: []].append(host) }
        if Self.isGovernment(host) { leftOver["government", default: []].append(host) }
    }

    private static func isGovernment(_ name: String) -> Bool {
        ["sa", "ae", "qa", "om", "bh", "kw"].contains { name == "gov.\($0)" || name.hasSuffix(".gov.\($0)") }
    }

    /// The first bytes of reserved IPv4 addresses and networks, and the first groups of IPv6 ones.
    private static func isReserved(_ text: String) -> Bool {
        let parts = text.prefix { $0 != "/" }.split(separator: ".").compactMap { UInt8($0) }
        if parts.count == 4, text.allSatisfy({ $0.isNumber || $0 == "." || $0 == "/" }) {
            let (first, second) = (parts[0], parts[1])
            return first == 0 || first == 10 || first == 127 || first >= 224 || first == 169 && second == 254
                || first == 172 && (16...31).contains(second) || first == 192 && second == 168
                || first == 100 && (64...127).contains(second) || first == 198 && (18...19).contains(second)
                || parts[..<3] == [192, 0, 2] || parts[..<3] == [198, 51, 100]
                || parts[..<3] == [203, 0, 113]
        }
        guard text.contains(":"), !text.contains("://") else { return false }
        return !(text.hasPrefix("2") || text.hasPrefix("3")) || text.hasPrefix("2001:db8:")
            || text.hasPrefix("2002:")
    }

    var table: String {
        var text = "\(rows) reports; "
        text += Outcome.allCases.map { "\($0.name) \(rowsByOutcome[$0] ?? 0)" }.joined(separator: ", ")
        text += "; on shared platforms \(platformRows)\n"
        for (reason, count) in rowsByReason.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            text +=
                "\(String(count).padding(toLength: 8, withPad: " ", startingAt: 0)) \(reason)  e.g. \(examples[reason] ?? "")\n"
        }
        return text
    }
}
