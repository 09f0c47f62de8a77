import ConsoleAssets
import Mustache
import Registry

/// The console's templates, read once.
struct Templates: Sendable {
    private let library: MustacheLibrary

    /// Reads all templates; each escapes by ``ScalarHTML``.
    init() throws {
        MustacheContentTypes.register(ScalarHTML(), named: ScalarHTML.name)
        var library = MustacheLibrary()
        for (name, text) in ConsoleAssets.templates {
            try library.register("{{% CONTENT_TYPE: \(ScalarHTML.name)}}" + text, named: name)
        }
        self.library = library
    }

    /// What a template sees.
    private struct Root {
        let t: [String: String]
        let frame: Frame
        let page: any Sendable
    }

    /// The page that `template` makes of `page`.
    func render(_ template: String, _ page: any Sendable, in frame: Frame) -> String {
        let root = Root(t: Phrase.texts(in: frame.reading.language), frame: frame, page: page)
        return library.render(root, withTemplate: template) ?? ""
    }
}
