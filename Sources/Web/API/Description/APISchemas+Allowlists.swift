import Allowlists
import Registry

extension APISchemas {
    private static let entryKind = Schema.words(EntryKind.allCases.map(\.name))
    private static let entryLabel = Schema.words(EntryLabel.allCases.map(\.name))
    private static let reach = Schema.words(Reach.allCases.map(\.name))
    private static let outcome = Schema.words(Outcome.allCases.map(\.name))
    private static let form = Schema.words(AllowlistRule.Form.allCases.map(\.name))

    /// What allowlists say of an address.
    static let verdict = Schema.object([
        .init("outcome", outcome), .optional("released", .boolean), .init("labels", .array(entryLabel)),
        .init("inside", .count),
        .init(
            "findings",
            .array(
                .object([
                    .init("relation", .words(Relation.allCases.map(\.name))), .init("form", form),
                    .init("rule", .text), .init("reach", reach), .init("kind", entryKind),
                    .optional("label", entryLabel), .init("outcome", outcome), .init("list", .text),
                    .init("owner", .text), .init("reason", .text), .optional("member", .text),
                    .optional("expiry", .moment),
                ])
            )
        ),
    ])

    static let allowEntry = Schema.object([
        .init("id", .revision), .init("form", form), .init("rule", .text), .init("reach", reach),
        .init("kind", entryKind), .optional("label", entryLabel), .init("reason", .text),
        .optional("owner", .text), .optional("member", .text), .optional("expiry", .moment),
        .init("addedBy", .text), .init("addedAt", .moment), .optional("approvedBy", .text),
        .init("ended", .boolean),
    ])

    static let allowProposal = Schema.object([
        .init("id", .revision), .init("act", .words(["add", "remove"])), .optional("entry", .revision),
        .init("form", form), .init("rule", .text), .init("reach", reach),
        .init("kind", entryKind), .optional("label", entryLabel), .init("reason", .text),
        .optional("owner", .text), .optional("member", .text), .optional("expiry", .moment),
        .init("by", .text), .init("at", .moment),
    ])

    /// An entry as it is asked for.
    static let newAllowEntry = Schema.object([
        .init("address", address), .init("kind", entryKind),
        .init("reason", .text(1...EntryTerms.maximumTextLength)), .optional("reach", reach),
        .optional("label", entryLabel), .optional("for", .words(AllowEntryDraft.Audience.words)),
        .optional("expiry", .moment),
    ])

    static let allowlist = Schema.object([
        .init("name", .text), .init("origin", .words(["built-in", "imported", "entries"])),
        .init("entries", .count), .optional("kind", entryKind), .optional("label", entryLabel),
        .optional("owner", .text), .optional("reason", .text), .optional("member", .text),
        .optional("expiry", .moment), .optional("importedBy", .text), .optional("importedAt", .moment),
    ])

    static let heldAddress = Schema.object([
        .init("address", .named("Summary")), .init("allowlist", verdict),
    ])
}
