import Addresses
import Allowlists
import Reports

/// The moment of these tests.
let noon = Timestamp(seconds: 1_790_000_000)

func address(_ text: String) throws -> Address { try Address(text) }

func terms(
    _ kind: EntryKind = .neverBlock,
    _ label: EntryLabel? = nil,
    list: String = "test",
    scope: EntryScope = .everyone,
    expiry: Timestamp? = nil
) -> EntryTerms {
    EntryTerms(
        kind,
        label: label,
        list: list,
        owner: "tests",
        reason: "because",
        scope: scope,
        expiry: expiry
    )
}

func entry(_ text: String, _ reach: Reach = .below, _ terms: EntryTerms = terms()) throws -> AllowlistEntry {
    AllowlistEntry(.address(try Address(text), reach), terms)
}

func allowlist(_ entries: [AllowlistEntry]) -> Allowlist {
    var builder = AllowlistBuilder()
    builder.add(entries)
    return builder.freeze()
}

extension Allowlist {
    /// The findings for `text` as `relation rule`, in order.
    func findings(
        _ text: String,
        scope: MatchScope = .exact,
        in context: CheckContext = CheckContext(now: noon)
    ) throws -> [String] {
        check(try Address(text), scope: scope, in: context).findings
            .map { "\($0.relation.name) \(self[$0].rule)" }
    }

    func outcome(_ text: String, in context: CheckContext = CheckContext(now: noon)) throws -> Outcome {
        check(try Address(text), in: context).outcome
    }
}
