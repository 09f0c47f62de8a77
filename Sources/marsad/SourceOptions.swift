import ArgumentParser
import Registry
import Reports
import SQLiteRegistry

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

    /// Whether anything is said.
    private var isEmpty: Bool {
        category == nil && reliability == nil && confidence == nil && label == nil && use == nil
            && lineage == nil
    }

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

    /// Gives the source called `name` these settings, making it when it is new; does nothing when nothing is said.
    func apply(to name: String, in store: SQLiteStore) throws {
        do throws(StoreError) {
            if isEmpty { return }
            var settings = try store.source(named: name)?.settings ?? SourceSettings(name: name)
            if let category = category.flatMap({ Category(name: $0) }) { settings.category = category }
            if let reliability { settings.reliability = reliability }
            if let confidence { settings.confidence = confidence }
            if let label = label.flatMap({ SharingLabel($0) }) { settings.label = label }
            if let use = PermittedUse.allCases.first(where: { $0.name == use }) {
                settings.permittedUse = use
            }
            if let lineage { settings.lineage = lineage }
            try store.configure(settings, at: .now)
        } catch {
            let code: ExitCode = error.code == .invalidValue ? .badInput : .operationFailed
            throw CommandFailure(code: code, message: "source \(name): \(error)")
        }
    }
}
