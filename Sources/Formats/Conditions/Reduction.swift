import Addresses
import Reports

/// What is left of a condition when it is reduced to the addresses in it.
///
/// An address that meets the condition alone is a finding of its own. One that must come with something else — a file,
/// a second address, a number of times — is a finding that says so: it is no indicator alone. What cannot be said by an
/// address is left out, with its reason.
struct Reduction {
    /// An address that the condition names.
    struct Finding {
        var sought: SoughtAddress
        /// Whether the condition is met by the address alone; else ``notes`` say what must come with it.
        var isAlone = true
        var notes: [String] = []
        var start: Timestamp?
        var stop: Timestamp?

        fileprivate mutating func note(_ text: String) {
            guard !text.isEmpty, notes.count < Reduction.maximumNotes, !notes.contains(text) else { return }
            notes.append(text)
        }
    }

    /// Something left out, and why.
    struct LeftOut {
        let reason: RejectReason
        let text: String
    }

    /// Most notes kept of one finding.
    private static let maximumNotes = 8
    /// Longest piece of a condition in a note, in bytes.
    private static let maximumNoteLength = 200

    private(set) var findings: [Finding] = []
    private(set) var leftOut: [LeftOut] = []
    /// What goes with the addresses and narrows little.
    private var context: [String] = []
    private var paths: [String] = []

    /// Reduces a whole condition.
    init(_ condition: Condition) {
        self.init(part: condition)
        settle()
    }

    private init(part condition: Condition) {
        switch condition {
        case .address(let sought): findings = [Finding(sought: sought)]
        case .path(let text): paths = [text]
        case .context(let note): context = [note]
        case .other(let reason, let text): leftOut = [LeftOut(reason: reason, text: text)]
        case .any(let conditions): unite(conditions.map(Reduction.init(part:)))
        case .all(let conditions): join(conditions.map(Reduction.init(part:)))
        case .not(let condition): negate(Reduction(condition))
        case .repeated(let condition, let times):
            self = Reduction(condition)
            guard times > 1 else { return }
            for index in findings.indices {
                findings[index].isAlone = false
                findings[index].note("only when seen \(times) times")
            }
        case .during(let condition, let start, let stop):
            self = Reduction(condition)
            for index in findings.indices {
                findings[index].start = start ?? findings[index].start
                findings[index].stop = stop ?? findings[index].stop
            }
        }
    }

    private var isContext: Bool { findings.isEmpty && leftOut.isEmpty && paths.isEmpty }

    /// Notes the context at the findings; what has no finding to go with is left out.
    private mutating func settle() {
        for index in findings.indices {
            for text in context { findings[index].note(text) }
        }
        if findings.isEmpty, leftOut.isEmpty, paths.isEmpty {
            leftOut = [LeftOut(reason: .otherIndicator, text: context.joined(separator: ", "))]
        }
        leftOut += paths.map { LeftOut(reason: .pathOnly, text: $0) }
        context = []
        paths = []
    }

    /// Each alternative stands for itself.
    private mutating func unite(_ parts: [Reduction]) {
        if parts.allSatisfy(\.isContext) {
            context = [parts.flatMap(\.context).filter { !$0.isEmpty }.joined(separator: " or ")]
            return
        }
        for var part in parts {
            part.settle()
            leftOut += part.leftOut
            for finding in part.findings where !widens(finding) { findings.append(finding) }
        }
    }

    /// Whether `finding` only says of the last one that more of its neighbourhood is meant, which it then says.
    private mutating func widens(_ finding: Finding) -> Bool {
        guard let last = findings.last, last.sought.addresses == finding.sought.addresses,
            last.isAlone == finding.isAlone, last.notes == finding.notes
        else { return false }
        let scope = max(last.sought.scope.rawValue, finding.sought.scope.rawValue)
        findings[findings.count - 1].sought.scope = MatchScope(rawValue: scope) ?? .exact
        return true
    }

    private mutating func negate(_ part: Reduction) {
        for finding in part.findings {
            for address in finding.sought.addresses {
                leftOut.append(LeftOut(reason: .negatedAddress, text: "not \(address)"))
            }
        }
        for piece in part.leftOut { leftOut.append(LeftOut(reason: piece.reason, text: "not " + piece.text)) }
    }
}

/// Conjunctions.
extension Reduction {
    /// An address that must come with something else is no indicator alone.
    private mutating func join(_ parts: [Reduction]) {
        for part in parts {
            leftOut += part.leftOut
            context += part.context
            paths += part.paths
        }
        let narrowing = Self.text(leftOut.map(\.text), by: " and ")
        leftOut = Self.oneOfEachReason(leftOut)
        var groups = parts.map(\.findings).filter { !$0.isEmpty }
        if let url = urlOfPath(on: groups) {
            groups.append([Finding(sought: SoughtAddress(addresses: [.url(url)]))])
            paths = []
        }
        for (number, group) in groups.enumerated() {
            let others = groups.indices.filter { $0 != number && !Self.implies(group, groups[$0]) }
            for finding in group where !isKnown(finding) {
                var finding = finding
                if !narrowing.isEmpty { finding.note("only with \(narrowing)") }
                for other in others { finding.note("together with \(Self.text(groups[other]))") }
                finding.isAlone = finding.isAlone && narrowing.isEmpty && others.isEmpty
                findings.append(finding)
            }
        }
    }

    private static func oneOfEachReason(_ pieces: [LeftOut]) -> [LeftOut] {
        var seen: Set<RejectReason> = []
        return pieces.filter { seen.insert($0.reason).inserted }
    }

    /// The URL of the only path and the only host that stand beside each other.
    private func urlOfPath(on groups: [[Finding]]) -> URLAddress? {
        let hosts = Set(
            groups.joined().flatMap(\.sought.addresses).filter { $0.kind == .domain || $0.kind == .ip }
        )
        guard let path = paths.first, paths.count == 1, let host = hosts.first, hosts.count == 1 else {
            return nil
        }
        let name = if case .ip(let ip) = host, !ip.isIPv4 { "[\(ip)]" } else { "\(host)" }
        return try? URLAddress(utf8: "http://\(name)\(path)".utf8.span)
    }

    private func isKnown(_ finding: Finding) -> Bool {
        findings.contains {
            $0.sought.addresses == finding.sought.addresses && $0.sought.scope == finding.sought.scope
        }
    }

    /// Whether `other` asks for nothing that `group` does not ask for: a URL's own host, what a name resolved to, the same
    /// address again.
    private static func implies(_ group: [Finding], _ other: [Finding]) -> Bool {
        other.allSatisfy { candidate in
            if candidate.sought.part == .resolution { return true }
            return group.allSatisfy { finding in
                candidate.sought.addresses.allSatisfy { address in
                    finding.sought.addresses.contains { $0 == address || $0.isURL(on: address) }
                }
            }
        }
    }

    private static func text(_ findings: [Finding]) -> String {
        text(findings.flatMap(\.sought.addresses).map { "\($0)" }, by: " or ")
    }

    private static func text(_ pieces: [String], by separator: String) -> String {
        FieldText.cut(pieces.prefix(maximumNotes).joined(separator: separator), limit: maximumNoteLength)
    }
}

extension Address {
    /// Whether this is a URL on the host `address`.
    fileprivate func isURL(on address: Address) -> Bool {
        guard case .url(let url) = self else { return false }
        switch (url.host, address) {
        case (.domain(let host), .domain(let name)): return host == name
        case (.ip(let host), .ip(let other)): return host == other
        default: return false
        }
    }
}
