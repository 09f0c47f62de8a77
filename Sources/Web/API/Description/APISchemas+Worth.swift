import Registry
import SourceWorth

extension APISchemas {
    static let following = Schema.object([
        .init("listings", .count), .init("near", .count), .init("share", share),
    ])

    /// What a source is worth, with the counts behind it.
    static let sourceWorth = Schema.object([
        .init("source", .text), .optional("learntAt", .moment), .optional("stay", stay), .init("used", used),
        .init("lineage", .array(relative)), .init("reliability", .array(reliability)),
        .optional("comparison", comparison),
    ])

    private static let share = Schema.number(0...1)
    private static let days = Schema.number(0...1e9)

    private static let stay = Schema.object([
        .init("basis", .words(StayFindings.Basis.allCases.map(\.rawValue))), .optional("medianDays", .count),
        .init("listings", .count), .init("ended", .count), .init("removals", .count),
        .init("returns", .count),
        .init("historyDays", .count), .init("unchangedDays", .count), .optional("rollingDays", .count),
        .init("stopped", .boolean), .init("flapping", .boolean),
    ])

    private static let used = Schema.object([
        .optional("usualStayDays", days), .init("neverRemoves", .boolean), .init("stayByHand", .boolean),
        .init("chained", .boolean), .optional("reliabilityByHand", share),
    ])

    private static let relative = Schema.object([
        .init("source", .text), .init("oneLineage", .boolean), .init("declared", .boolean),
        .optional("follows", .named("Following")), .optional("followed", .named("Following")),
        .optional(
            "ruling",
            .object([
                .init("oneLineage", .boolean), .init("who", .text), .init("why", .text), .init("at", .moment),
            ])
        ),
    ])

    private static let reliability = Schema.object([
        .init("kind", kind), .init("category", category), .init("listings", days), .init("confirmed", days),
        .init("chance", share), .optional("learnt", share), .optional("used", share),
    ])

    private static let comparison = Schema.object([
        .init("at", .moment), .init("listed", .count), .init("alone", .count), .init("aloneShare", share),
        .init("timed", .count), .optional("medianDaysLater", .integer(-100_000...100_000)),
        .init(
            "sharers",
            .array(
                .object([
                    .init("source", .text), .init("shared", .count), .init("share", share),
                    .init("listed", .count),
                ]),
                maximum: LearningRules.sharersKept
            )
        ),
    ])
}
