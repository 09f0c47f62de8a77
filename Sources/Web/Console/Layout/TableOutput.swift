import Addresses
import Foundation
import Hummingbird
import JSONOutput
import Reports
import Reputation

/// A table as data.
enum TableOutput: String, Sendable {
    case csv, json

    /// The answer that carries a table.
    func response(_ table: Table) -> Response {
        let (type, text) =
            switch self {
            case .csv: ("text/csv; charset=utf-8; header=present", csv(table))
            case .json: ("application/json", json(table))
            }
        var response = Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: text)))
        response.headers[.contentType] = type
        response.headers[.contentDisposition] = "attachment; filename=\"marsad-\(table.name).\(rawValue)\""
        return response
    }

    /// RFC 4180.
    private func csv(_ table: Table) -> String {
        let columns = table.columns.filter { !$0.isAction }
        let head = columns.map(\.name).joined(separator: ",")
        let rows = table.rows.map { row in
            zip(table.columns, row.cells).filter { !$0.0.isAction }.map { Self.field($1.output.text) }
                .joined(separator: ",")
        }
        return ([head] + rows).map { $0 + "\r\n" }.joined()
    }

    /// A field that no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it.
    static func field(_ text: String) -> String {
        let isFormula = text.first.map { "=+-@\t\r".contains($0) } == true && Double(text) == nil
        let safe = isFormula ? "'" + text : text
        guard safe.contains(where: { "\",\r\n".contains($0) || $0.isNewline }) else { return safe }
        return "\"\(safe.replacing("\"", with: "\"\""))\""
    }

    private func json(_ table: Table) -> String {
        var writer = JSONWriter()
        writer.array(of: table.rows) { writer, row in
            writer.object { writer in
                for (column, cell) in zip(table.columns, row.cells) where !column.isAction {
                    writer.name(text: column.name)
                    switch cell.output {
                    case .nothing: writer.null()
                    case .number(let number, let decimals): writer.number(number, decimals: decimals)
                    case .text(let text): writer.string(text)
                    }
                }
            }
        }
        return writer.text + "\n"
    }
}

/// What a cell is as data: the same words in every language.
enum CellOutput: Sendable {
    case nothing
    case number(Double, decimals: Int)
    case text(String)

    var text: String {
        switch self {
        case .nothing: ""
        case .number(let number, let decimals): Decimals.text(number, decimals: decimals)
        case .text(let text): text
        }
    }
}

extension Cell {
    var output: CellOutput {
        switch self {
        case .address(let address): .text(address.description)
        case .moment(let moment?): .text(moment.description)
        case .number(let number?, let decimals): .number(number, decimals: decimals)
        case .foreign(let text?), .code(let text?), .link(let text, _), .codeLink(let text, _): .text(text)
        case .words(_, let output), .name(_, let output): .text(output)
        case .badge(let badge): .text(badge.output)
        case .level(let level, _): .text(level.name)
        case .label(let label?): .text("TLP:\(label.name)")
        case .share(let share): .number(share, decimals: 6)
        case .list(let cells): .text(cells.map(\.output.text).joined(separator: " "))
        case .moment, .number, .foreign, .code, .label, .button, .nothing: .nothing
        }
    }
}
