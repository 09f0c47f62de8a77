import Addresses
import Allowlists
import ArgumentParser
import Formats
import Foundation
import Reports

/// Which allowlists are asked, common to the commands that ask them.
struct AllowlistOptions: ParsableArguments {
    /// The list of Debian's publicsuffix package, which setup installs.
    private static let publicSuffixFile = "/usr/share/publicsuffix/public_suffix_list.dat"

    @Option(
        name: .long,
        parsing: .upToNextOption,
        help:
            "Files or folders of lists beside the built-in ones: MISP warninglists, popularity lists, feeds."
    )
    var list: [String] = []

    @Option(
        name: .customLong("as"),
        help: "Take all entries of --list as never-block, inform-only, ask-first, label or released."
    )
    var kind: String?

    @Option(name: .customLong("maximum-rank"), help: "Up to which rank popularity lists count.")
    var maximumRank = AllowlistReader.defaultMaximumRank

    @Option(name: .long, help: "The number of the member who will receive what is decided.")
    var member: Int64?

    func validate() throws {
        if let kind, EntryKind(name: kind) == nil {
            let names = EntryKind.allCases.map(\.name).joined(separator: ", ")
            throw ValidationError("There is no kind '\(kind)'; the kinds are \(names).")
        }
    }

    /// The moment, and who will receive what is decided.
    var context: CheckContext { CheckContext(now: .now, audience: EntryScope(storedMember: member)) }

    /// Reads the lists; says on standard error what each came to.
    func allowlist() throws -> Allowlist {
        var builder = AllowlistBuilder()
        builder.addBuiltIns()
        var reader = AllowlistReader()
        reader.maximumRank = maximumRank
        if let kind = kind.flatMap({ EntryKind(name: $0) }) {
            reader.treatment = ListTreatment(kind, reach: .everything)
        }
        do throws(FeedError) {
            if FileManager.default.fileExists(atPath: Self.publicSuffixFile) {
                _ = try reader.read(path: Self.publicSuffixFile, into: &builder)
            }
            for path in list {
                for summary in try reader.read(path: path, into: &builder) {
                    StandardError.print(summary.text)
                }
            }
        } catch { throw CommandFailure.badInput("\(error)") }
        return builder.freeze()
    }
}

extension AllowlistSummary {
    /// One line for a person: what was taken, what was not and why.
    fileprivate var text: String {
        guard let format else { return "\(file): no list, left out" }
        var text = "\(file): \(format.rawValue), \(accepted) entries"
        if let treatment {
            text += " taken as \(treatment.kind.name)"
            if let label = treatment.label { text += " (\(label.name))" }
        }
        guard rejected > 0 else { return text }
        let reasons = rejectedByReason.sorted { ($1.value, $0.key.label) < ($0.value, $1.key.label) }
        text += ", left \(reasons.map { "\($0.value) \($0.key)" }.joined(separator: ", "))"
        if let first = rejects.first { text += ", first: line \(first.line) “\(first.excerpt)”" }
        return text
    }
}
