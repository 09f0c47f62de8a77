/// What a tool's words mean.
struct ToolReply {
    /// The state that the primary's answer bears, of the signature where that is the reason: `NXRRSET`, `BADSIG`; nil without one.
    let status: String?
    /// The first line with words.
    let firstLine: String
    /// The texts of TXT records among the answers.
    let texts: [String]
    /// The serial of the zone among the answers.
    let zoneSerial: UInt32?
    /// Whether a server answered at all.
    let isAnswered: Bool

    /// States that a signature is refused with.
    private static let signatureStates = ["BADKEY", "BADSIG", "BADTIME", "BADTRUNC"]
    /// States of answers that are told.
    private static let states =
        signatureStates + [
            "NXRRSET", "NXDOMAIN", "NOTAUTH", "NOTZONE", "REFUSED", "SERVFAIL", "FORMERR", "NOTIMP",
            "YXDOMAIN",
            "YXRRSET",
        ]

    init(_ outcome: ToolRun.Outcome) {
        let lines = outcome.text.split(whereSeparator: \.isNewline)
        let words = Set(outcome.text.split { !$0.isLetter && !$0.isNumber })
        var state = Self.states.first { words.contains(Substring($0)) }
        // dig tells of the key only that it was refused.
        let isUnverified =
            outcome.text.contains("tsig indicates error") || outcome.text.contains("verify TSIG")
        if isUnverified, state == nil || state == "NOTAUTH" { state = "BADSIG or BADKEY" }
        status = state
        firstLine =
            outcome.status == nil
            ? "no end in time"
            : lines.lazy.map { $0.drop { $0 == ";" || $0 == " " } }.first { !$0.isEmpty }.map(String.init)
                ?? "no word"
        isAnswered = outcome.text.contains("status: NOERROR")
        let records = lines.filter { !$0.hasPrefix(";") }.map { line in
            (line, line.split { $0 == " " || $0 == "\t" })
        }
        texts = records.compactMap { line, fields in
            guard fields.count > 4, fields[3] == "TXT", let first = line.firstIndex(of: "\""),
                let last = line.lastIndex(of: "\""), first < last
            else { return nil }
            return String(line[line.index(after: first)..<last])
        }
        zoneSerial =
            records.lazy.compactMap { _, fields in
                fields.count > 6 && fields[3] == "SOA" ? UInt32(fields[6]) : nil
            }
            .first
    }

    /// Whether the zone is not in the state that an update asks for.
    var isOutOfStep: Bool { status == "NXRRSET" || status == "NXDOMAIN" || status == "YXRRSET" }

    /// Why the primary does not do what it was asked; nil when it does or does not answer.
    var rejection: ZoneFault.Code? {
        guard let status else { return nil }
        if Self.signatureStates.contains(status) || status.hasPrefix("BADSIG") { return .key }
        return switch status {
        case "NOTAUTH", "NOTZONE", "NXDOMAIN", "SERVFAIL": .noZone
        case "REFUSED": .refused
        default: .failed
        }
    }
}
