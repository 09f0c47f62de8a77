import Addresses
import Registry

/// The page of answers as its template reads it.
struct SearchContent: Sendable {
    /// The one address that was asked for, with its verdict.
    struct Exact: Sendable {
        let address: AddressText
        let kind: String
        let level: CellView.LevelText?
        let category: String?
    }

    let text: String
    let isEmpty: Bool
    let exact: Exact?
    let unknown: Sentence?
    let fault: Sentence?
    let tables: [TableView]

    init(_ typed: TypedText, _ answers: [SearchAnswer], _ tables: [TableView], _ visit: Visit) {
        let reading = visit.reading
        text = typed.text
        isEmpty = typed.text.isEmpty
        self.tables = tables
        guard let first = answers.first else {
            exact = nil
            unknown = nil
            fault =
                isEmpty
                ? nil
                : typed.fault == nil
                    ? Sentence(reading(.noAddressesInText))
                    : reading(.notAnAddress, ["token": .foreign(String(typed.text.prefix(200)))])
            return
        }
        fault = nil
        guard answers.count == 1 else {
            (exact, unknown) = (nil, nil)
            return
        }
        let summary = first.result.record?.summary
        exact = Exact(
            address: AddressText(first.address, in: reading),
            kind: reading(first.address.kind.phrase),
            level: summary.map { CellView.LevelText($0.level, score: $0.score, in: reading) },
            category: summary.map { reading($0.category.phrase) }
        )
        unknown =
            summary == nil
            ? reading(.unknownAddress, ["address": .code(first.address.description)]) : nil
    }
}
