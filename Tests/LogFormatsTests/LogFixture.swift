import LogFormats
import Testing

/// Lines of one format in its true shape, on documentation addresses, and the events they give.
struct LogFixture: Sendable, CustomTestStringConvertible {
    let name: String
    let lines: [String]
    let events: [String]

    init(_ name: String, _ lines: String..., events: [String]) {
        self.name = name
        self.lines = lines
        self.events = events
    }

    /// Whether the stream must begin with the fixture: a header of columns that nothing marks.
    var needsFirstLine: Bool {
        ["nfdump", "nfdump, extended text and JSON", "AWS VPC flow", "CSV with a header"].contains(name)
    }

    /// Whether every line stands for itself, so that other lines may stand between them.
    var isOneRecordPerLine: Bool {
        !name.contains("array") && !lines.contains { $0.hasPrefix("#") }
    }

    var testDescription: String { name }
}
