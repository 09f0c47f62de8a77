import Allowlists
import Collection
import Formats
import JSONOutput
import Registry

/// How an import is told: counts on standard output, the first faults and odd files on standard error.
struct ImportOutput {
    let report: ImportReport

    func write(asJSON json: Bool) {
        var output = StandardOutput()
        if json {
            output.print(jsonText)
        } else {
            for (name, value) in counts { output.print("\(name)\(padding(name))\(value)") }
            for (reason, count) in reasons {
                let note = RejectReason(label: reason).isLeftOut ? "  (left out)" : ""
                output.print("  \(reason)\(padding("  " + reason))\(count)\(note)")
            }
            if let outcomes = report.outcomes { write(outcomes, to: &output) }
        }
        output.flush()
        for file in report.files where file.format == nil {
            StandardError.print("left out: \(file.omission.map { "\($0)" } ?? file.name)")
        }
        for reject in report.rejects {
            StandardError.print("\(reject.file):\(reject.line): \(reject.reason): \(reject.excerpt)")
        }
        let hidden = report.counts.rejected - leftOut - report.rejects.count
        if hidden > 0, !report.rejects.isEmpty { StandardError.print("… and \(hidden) rejects more") }
    }

    private var leftOut: Int { report.counts.leftOut }

    /// How many an allowlist holds, the strictest outcome first.
    private func write(_ outcomes: OutcomeCounts, to output: inout StandardOutput) {
        output.print("held by allowlists\(padding("held by allowlists"))\(outcomes.held)")
        for outcome in Outcome.allCases.reversed() where outcome != .free && outcomes[outcome] > 0 {
            output.print("  \(outcome.name)\(padding("  " + outcome.name))\(outcomes[outcome])")
        }
    }

    private var counts: [(name: String, value: Int)] {
        [
            ("read", report.counts.read), ("accepted", report.counts.accepted),
            ("rejected", report.counts.rejected), ("added", report.outcome.added),
            ("changed", report.outcome.changed), ("unchanged", report.outcome.unchanged),
            ("retired", report.outcome.retired),
        ]
    }

    private var reasons: [(key: String, value: Int)] {
        report.counts.reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    }

    private var jsonText: String {
        var writer = JSONWriter()
        writer.object { writer in
            for (name, value) in counts {
                writer.name(text: name)
                writer.number(value)
            }
            writer.field("leftOut", leftOut)
            writer.name("reasons")
            writer.object { writer in
                for (reason, count) in reasons {
                    writer.name(text: reason)
                    writer.number(count)
                }
            }
            if let outcomes = report.outcomes {
                writer.object("allowlist") { writer in
                    for outcome in Outcome.allCases {
                        writer.name(text: outcome.name)
                        writer.number(outcomes[outcome])
                    }
                }
            }
            writer.field("revision", report.outcome.revision)
        }
        return writer.text
    }

    private func padding(_ name: String) -> String {
        String(repeating: " ", count: max(1, 28 - name.utf8.count))
    }
}
