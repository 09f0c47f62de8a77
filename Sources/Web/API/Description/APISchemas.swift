import Addresses
import Registry
import Reports
import Reputation
import SourceWorth

/// The values that the API reads and writes.
enum APISchemas {
    static let kind = Schema.words(AddressKind.allCases.map(\.name))
    static let category = Schema.words(Category.allCases.map(\.name))
    static let level = Schema.words(Level.allCases.map(\.name))
    static let label = Schema.words(SharingLabel.allCases.map(\.name))
    static let permittedUse = Schema.words(PermittedUse.allCases.map(\.name))
    static let scope = Schema.words(MatchScope.allCases.map(\.name))
    static let score = Schema.number(0...100)
    static let code = Schema.text(1...MemberSettings.maximumCodeLength)
    static let name = Schema.text(1...UserSettings.maximumNameLength)
    static let address = Schema.text(1...8192)
    /// An address in a path: percent-encoded, the longest still fits into a request's head.
    static let addressInPath = Schema.text(1...2048)
    static let note = Schema.text(0...1024)
    static let scopes = Schema.array(.words(["read", "submit", "consume", "sense", "admin"]), maximum: 8)

    static let all: [(name: String, schema: Schema)] = [
        ("Problem", problem), ("Summary", summary), ("Address", record), ("ReportRecord", reportRecord),
        ("TimelineEntry", timelineEntry), ("Report", report), ("Receipt", receipt), ("Proposal", proposal),
        ("Decisions", decisions), ("Source", source), ("Member", member), ("User", user), ("Token", token),
        ("AuditEntry", auditEntry), ("Batch", batch), ("SourceWorth", sourceWorth), ("Following", following),
        ("Verdict", verdict), ("AllowEntry", allowEntry), ("AllowProposal", allowProposal),
        ("Allowlist", allowlist), ("HeldAddress", heldAddress), ("WatchRule", watchRule),
        ("WatchChange", watchChange),
        ("List", list), ("ListEntry", listEntry), ("ListChange", listChange), ("ListPreview", listPreview),
        ("Why", WhyAnswer.schema),
        ("Appeal", appeal),
    ]

    private static let problem = Schema.object([
        .init("type", .text), .init("title", .text), .init("status", .integer(400...599)),
        .init("detail", .text), .init("instance", .text),
    ])

    private static let summaryFields: [Schema.Field] = [
        .init("kind", kind), .init("address", .text), .init("score", score), .init("level", level),
        .init("category", category),
    ]

    private static let summary = Schema.object(summaryFields + [.optional("revision", .revision)])

    private static let record = Schema.object([
        .init("kind", kind), .init("address", .text), .optional("unicode", .text),
        .init("registered", .boolean),
        .init("score", score), .init("level", level), .optional("category", category),
        .optional("scoredAt", .moment), .optional("nextCrossing", .moment), .optional("revision", .revision),
        .init("terms", .array(.anyObject)), .init("reports", .array(.named("ReportRecord"))),
        .init("within", .array(.named("Summary"))), .init("timeline", .array(.named("TimelineEntry"))),
        .init("allowlist", .named("Verdict")), .init("background", background), .optional("chance", chance),
    ])

    /// How often such scores were confirmed independently, as measured.
    private static let chance = Schema.object([
        .init("value", .number(0...1)), .init("days", .integer(1...Int64(ChanceRules.days))),
        .init("forecasts", .integer(0...Int64(Int32.max))),
        .init("confirmed", .integer(0...Int64(Int32.max))),
    ])

    /// What is known of an address by where it lies.
    private static let background = Schema.object([
        .optional("country", .text(2...2)), .optional("asn", .text), .optional("organisation", .text),
        .optional("registrableDomain", .text), .optional("publicSuffix", .text), .optional("reserved", .text),
        .optional("member", .text),
    ])

    private static let reportRecord = Schema.object([
        .init("source", .text), .init("state", .words(ReportRecord.State.allCases.map(\.name))),
        .optional("category", category), .optional("confidence", .integer(0...100)),
        .optional("firstSeen", .moment), .optional("lastSeen", .moment), .init("listedAt", .moment),
        .init("lastListedAt", .moment), .optional("leftAt", .moment), .optional("expiry", .moment),
        .optional("label", label), .optional("permittedUse", permittedUse), .optional("scope", scope),
        .optional("reference", .text), .optional("comment", .text),
    ])

    private static let timelineEntry = Schema.object([
        .init("at", .moment), .init("event", .words(TimelineEntry.Event.allCases.map(\.name))),
        .optional("source", .text), .optional("detail", .text), .init("revision", .revision),
    ])

    private static let report = Schema.object([
        .init("address", address), .optional("category", category),
        .optional("confidence", .integer(0...100)), .optional("label", label),
        .optional("permittedUse", permittedUse), .optional("scope", scope), .optional("firstSeen", .moment),
        .optional("lastSeen", .moment), .optional("expiry", .moment),
        .optional("reference", .text(0...Claim.maximumTextLength)),
        .optional("comment", .text(0...Claim.maximumTextLength)),
        .optional("named", .array(code, maximum: Submission.Item.maximumNamed)),
    ])

    private static let receipt = Schema.object([
        .init("added", .count), .init("updated", .count), .init("waiting", .count),
        .init("revision", .revision),
    ])

    private static let proposal = Schema.object([
        .init("id", .revision), .init("kind", kind), .init("address", .text), .init("who", .text),
        .init("at", .moment), .optional("category", category), .optional("confidence", .integer(0...100)),
        .optional("label", label), .optional("permittedUse", permittedUse), .optional("scope", scope),
        .optional("firstSeen", .moment), .optional("lastSeen", .moment), .optional("expiry", .moment),
        .optional("reference", .text), .optional("comment", .text), .init("named", .array(.text)),
    ])

    private static let decisions = Schema.object([
        .init(
            "disputes",
            .array(
                .object([
                    .init("member", .text), .init("who", .text), .init("why", .text), .init("at", .moment),
                ])
            )
        ),
        .optional(
            "override",
            .object([
                .init("score", score), .init("until", .moment), .init("who", .text), .init("why", .text),
            ])
        ),
    ])

    private static let source = Schema.object([
        .init("name", .text), .optional("owner", .text), .optional("member", .text),
        .init("nature", .words(SourceNature.allCases.map(\.name))), .init("category", category),
        .optional("confidence", .integer(0...100)), .optional("reliability", .number(0...1)),
        .optional("lineage", .text), .init("label", label), .init("permittedUse", permittedUse),
        .optional("expiryDays", .count), .optional("usualStayDays", .number(0...1e9)),
        .optional("fetchedAt", .moment), .optional("succeededAt", .moment), .init("listed", .count),
        .optional("lastRead", .anyObject),
    ])

    static let memberFields: [Schema.Field] = [
        .init("name", .text(1...MemberSettings.maximumNameLength)),
        .init("arabicName", .text(1...MemberSettings.maximumNameLength)),
        .optional("constituency", .array(address, maximum: MemberSettings.maximumConstituency)),
    ]

    private static let member = Schema.object(
        [.init("code", code)] + memberFields + [.init("createdAt", .moment)]
    )

    private static let user = Schema.object([
        .init("id", .revision), .init("name", .text), .init("displayName", .text), .optional("member", .text),
        .init("role", .words(Role.allCases.map(\.name))), .init("disabled", .boolean),
        .init("oneTimeCode", .boolean), .init("createdAt", .moment), .optional("lastSignInAt", .moment),
        .optional("lockedUntil", .moment), .optional("issuer", .text), .optional("subject", .text),
    ])

    private static let token = Schema.object([
        .init("id", .revision), .init("name", .text), .optional("member", .text), .init("scopes", scopes),
        .init("createdAt", .moment), .init("expiresAt", .moment), .optional("revokedAt", .moment),
        .optional("lastUsedAt", .moment), .optional("secret", .text),
    ])

    private static let auditEntry = Schema.object([
        .init("id", .revision), .init("at", .moment), .init("actor", .text), .init("actorName", .text),
        .optional("member", .text), .init("action", .text), .init("object", .text), .init("detail", .text),
        .init("seal", .text),
    ])

    private static let batch = Schema.object([
        .init("spool", .string(.init(format: "uuid"))), .init("sequence", .integer(1...Int64.max)),
        .init(
            "sightings",
            .array(
                .object([
                    .init("address", address), .optional("seen", .text), .optional("inside", .text),
                    .init("count", .count), .init("first", .moment), .init("last", .moment),
                ]),
                maximum: SightingBatch.maximumCount
            )
        ),
    ])

    /// A page of something.
    static func page(_ name: String, of element: Schema) -> Schema {
        .object([.init(name, .array(element)), .optional("next", .text)])
    }
}
