import Lists
import Registry
import Reports

extension APISchemas {
    private static let difference = Schema.object([
        .init("added", .count), .init("changed", .count), .init("removed", .count), .init("ended", .count),
    ])

    private static let withheld = Schema.array(
        .object([
            .init("address", .text), .init("reason", .text), .init("stops", .boolean),
            .init("since", .moment),
            .optional("seenBy", .text),
        ])
    )

    private static let serial = Schema.object([
        .init("serial", .revision), .init("at", .moment),
        .init("cause", .words(ListSerial.Cause.allCases.map(\.name))), .init("who", .text),
        .init("entries", .count), .init("difference", difference), .optional("note", .text),
    ])

    private static let listReceipt = Schema.object([
        .init("consumer", .text), .optional("zone", .text), .optional("member", .text),
        .init("state", .words(ListReceipt.State.allCases.map(\.rawValue))),
        .optional("applied", .revision), .optional("appliedAt", .moment), .optional("given", .revision),
        .optional("givenAt", .moment), .optional("zoneSerial", .integer(0...Int64(UInt32.max))),
    ])

    private static let hold = Schema.object([
        .init("cause", .words(PublishedList.Hold.Cause.allCases.map(\.name))), .init("reason", .text),
        .init("who", .text), .init("at", .moment),
    ])

    static let list = Schema.object([
        .init("name", .text), .init("settings", .object(ListBody.fields)), .init("serial", .revision),
        .init("entries", .count), .optional("publishedAt", .moment), .init("createdAt", .moment),
        .init("revision", .revision), .init("withheld", .count), .init("pending", difference),
        .optional("hold", hold), .optional("serials", .array(serial)),
        .optional("withheldAddresses", withheld), .optional("receipts", .array(listReceipt)),
    ])

    static let listEntry = Schema.object([
        .init("kind", kind), .init("address", .text), .init("score", score), .init("level", level),
        .init("category", category), .optional("scope", scope), .init("sources", .count),
        .init("firstListed", .moment), .optional("expiry", .moment), .init("label", label),
        .init("reference", .text),
    ])

    static let listChange = Schema.object([
        .init("address", .text), .optional("before", .named("ListEntry")),
        .optional("after", .named("ListEntry")),
        .optional(
            "exposure",
            .object([
                .init("sightings", .count), .init("hosts", .count), .init("members", .count),
                .init("days", .count),
            ])
        ),
    ])

    static let listPreview = Schema.object([
        .init("entries", .count), .init("difference", difference), .optional("objection", .text),
        .init("exposed", .count), .init("withheld", .count), .init("changes", .array(.named("ListChange"))),
        .init("withheldAddresses", withheld),
    ])
}
