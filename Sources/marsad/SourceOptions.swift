import ArgumentParser
import Registry
import Reports

/// What an operator says of a source along with an import; what is left out stays as it was.
struct SourceOptions: ParsableArguments {
    @Option(name: .long, help: "Category of its reports that name none, for example phishing or c2-server.")
    var category: String?

    @Option(name: .long, help: "How often it is right, 0 to 1.")
    var reliability: Double?

    @Option(name: .long, help: "How sure its reports are that do not say, 0 to 100.")
    var confidence: UInt8?

    @Option(
        name: .long,
        help: "Sharing label of its reports that bear none: CLEAR, GREEN, AMBER, AMBER+STRICT, RED."
    )
    var label: String?

    @Option(name: .long, help: "What may be done with its addresses: inform or block.")
    var use: String?

    @Option(name: .long, help: "Group of sources that republish each other, and count once.")
    var lineage: String?

    func validate() throws {
        if let category, Category(name: category) == nil {
            let names = Category.allCases.map(\.name).joined(separator: ", ")
            throw ValidationError("There is no category '\(category)'; the categories are \(names).")
        }
        if let label, SharingLabel(label) == nil {
            throw ValidationError(
                "There is no label '\(label)'; say CLEAR, GREEN, AMBER, AMBER+STRICT or RED."
            )
        }
        if let use, !PermittedUse.allCases.contains(where: { $0.name == use }) {
            throw ValidationError("There is no use '\(use)'; say inform or block.")
        }
    }

    /// Gives a source these settings; what nothing is said of stays.
    func apply(to settings: inout SourceSettings) {
        if let category = category.flatMap({ Category(name: $0) }) { settings.category = category }
        if let reliability { settings.reliability = reliability }
        if let confidence { settings.confidence = confidence }
        if let label = label.flatMap({ SharingLabel($0) }) { settings.label = label }
        if let use = PermittedUse.allCases.first(where: { $0.name == use }) { settings.permittedUse = use }
        if let lineage { settings.lineage = lineage }
    }
}
