import Registry

/// A table of a page: one definition gives the HTML, the CSV and the JSON.
struct Table: Sendable {
    struct Column: Sendable {
        /// The name in CSV and JSON.
        let name: String
        let title: Phrase
        /// Whether numbers stand in it.
        var isNumber = false
        /// Whether it is left out of CSV and JSON.
        var isAction = false
    }

    struct Row: Sendable {
        /// For links to the row, unique within the page; nil without.
        var id: String?
        let cells: [Cell]
    }

    /// Its name within the page, for CSV and JSON and as the anchor.
    let name: String
    let title: Phrase
    let columns: [Column]
    let rows: [Row]
    /// What stands in place of rows.
    let empty: Sentence
    /// Something to know before the rows.
    var note: Sentence?
    /// Where the next page is.
    var next: String?
}

extension Table.Column {
    static func text(_ name: String, _ title: Phrase) -> Table.Column {
        Table.Column(name: name, title: title)
    }
    static func number(_ name: String, _ title: Phrase) -> Table.Column {
        Table.Column(name: name, title: title, isNumber: true)
    }
    static func action(_ title: Phrase) -> Table.Column {
        Table.Column(name: "", title: title, isAction: true)
    }
}

/// A table as the template reads it.
struct TableView: Sendable {
    struct ColumnView: Sendable {
        let heading: String
        let style: String
    }

    struct RowView: Sendable {
        let anchor: String?
        let cells: [Titled]
    }

    /// A cell with the title of its column, which stands beside it on narrow screens.
    struct Titled: Sendable {
        let heading: String
        let style: String
        let cell: CellView
    }

    let name: String
    let title: String
    let columns: [ColumnView]
    let rows: [RowView]
    let empty: Sentence?
    let note: Sentence?
    let next: String?
    let csv: String
    let json: String

    init(_ table: Table, of visit: Visit) {
        let reading = visit.reading
        name = table.name
        title = reading(table.title)
        let columns = table.columns.map {
            ColumnView(
                heading: reading($0.title),
                style: $0.isNumber ? "number" : $0.isAction ? "action" : "text"
            )
        }
        self.columns = columns
        rows = table.rows.map { row in
            RowView(
                anchor: row.id,
                cells: zip(columns, row.cells).map {
                    Titled(heading: $0.heading, style: $0.style, cell: CellView($1, in: reading))
                }
            )
        }
        empty = table.rows.isEmpty ? table.empty : nil
        note = table.note
        next = table.next
        csv = visit.link(["table": table.name, "format": "csv"])
        json = visit.link(["table": table.name, "format": "json"])
    }
}
