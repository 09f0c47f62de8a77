import Addresses
import Reports

/// STIX 2.0 and 2.1: bundles, TAXII envelopes, and objects wherever they stand.
///
/// Indicators are reduced to the addresses of their patterns; observables that nothing calls bad are to inform only. All
/// is reported when the text has ended, with what other objects say of it.
struct STIXFormat: JSONFormat {
    private var reader = STIXObjectReader()
    private var hasObjects = false
    private var isEmpty = true

    mutating func open(_ path: JSONPath, isObject: Bool, into output: FeedOutput) {
        isEmpty = false
    }

    mutating func read(_ value: JSONNode, at path: JSONPath, into output: FeedOutput) -> Bool {
        let before = hasObjects
        hasObjects = false
        visit(value, into: output)
        defer { hasObjects = hasObjects || before }
        return hasObjects
    }

    private mutating func visit(_ value: JSONNode, into output: FeedOutput) {
        if value.isArray {
            for element in value.elements { visit(element, into: output) }
        } else if value.isObject {
            if Self.isObject(value) {
                hasObjects = true
                return reader.read(value, into: output)
            }
            if value["objects"] != nil || value["type"]?.equals("bundle") == true { hasObjects = true }
            if !value.members.isEmpty { isEmpty = false }
            for (_, member) in value.members where member.isObject || member.isArray {
                visit(member, into: output)
            }
        }
    }

    private static func isObject(_ value: JSONNode) -> Bool {
        guard let type = value["type"], type.isString, !type.equals("bundle"), let id = value["id"] else {
            return false
        }
        return id.isString && id.withText { $0.firstRange(of: "--") != nil }
    }

    mutating func finish(into output: FeedOutput) throws(FeedError) {
        guard !reader.collection.isFull else {
            throw FeedError(
                .tooLarge,
                file: output.summary.name,
                detail:
                    "more than \(STIXCollection.maximumReports) addresses or relations in one text; split it"
            )
        }
        guard hasObjects || isEmpty else {
            throw FeedError(.nothingReads, file: output.summary.name, detail: "no STIX objects in this JSON")
        }
        STIXReporting(reader.collection).report(into: output)
    }
}
