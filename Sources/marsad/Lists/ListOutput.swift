import Allowlists
import JSONOutput
import Lists

/// What the rendering of a list came to, as text and as JSON.
struct ListOutput {
    let file: String
    let format: ListFormat
    let summary: ListSummary
    let selection: ListSelection
    let informOnly: Int

    func write(asJSON json: Bool) {
        var output = StandardOutput()
        output.print(json ? jsonText : text)
    }

    private var heldBack: [(name: String, count: Int)] {
        selection.heldBack.sorted { $0.key > $1.key }.map { ($0.key.name, $0.value) }
    }

    private var leftOut: [(name: String, count: Int)] {
        summary.leftOut.map { ($0.key.rawValue, $0.value) }.sorted { $0.0 < $1.0 }
    }

    private var text: String {
        var lines = [
            "\(file): \(format.rawValue), \(summary.accepted) entries, \(summary.folded) of them within others, "
                + "\(summary.byteCount) bytes"
        ]
        lines += heldBack.map { "  held back: \($0.count) \($0.name)" }
        if informOnly > 0 { lines.append("  held back: \(informOnly) to inform only") }
        lines += leftOut.map { "  left out: \($0.count) \($0.name)" }
        if selection.unselected > 0 { lines.append("  not selected: \(selection.unselected)") }
        return lines.joined(separator: "\n")
    }

    private var jsonText: String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("file", file)
            writer.field("format", format.rawValue)
            writer.field("bytes", summary.byteCount)
            writer.field("accepted", summary.accepted)
            writer.field("folded", summary.folded)
            writer.field("unselected", selection.unselected)
            writer.field("informOnly", informOnly)
            for (name, counts) in [("heldBack", heldBack), ("leftOut", leftOut)] {
                writer.name(text: name)
                writer.object { writer in
                    for (reason, count) in counts {
                        writer.name(text: reason)
                        writer.number(count)
                    }
                }
            }
        }
        return writer.text
    }
}
