import HTTPTypes
import JSONOutput
import Registry

/// The API as OpenAPI 3.1 describes it.
struct APIDescription {
    let endpoints: [Endpoint]
    /// What ``Schema/named(_:)`` stands for.
    let schemas: [(name: String, schema: Schema)]

    /// The document.
    var document: [UInt8] {
        var writer = JSONWriter(capacity: 1 << 16)
        writer.object { writer in
            writer.field("openapi", "3.1.0")
            writer.object("info") { writer in
                writer.field("title", "Marsad")
                writer.field("version", "1")
                writer.field(
                    "summary",
                    "Suspicious Internet addresses: registered, scored, monitored, shared"
                )
            }
            writer.array("security", of: ["token", "password"]) { writer, name in
                writer.object { writer in
                    writer.name(text: name)
                    writer.array { _ in }
                }
            }
            writer.object("paths") { writer in
                for path in paths {
                    writer.name(text: path)
                    writer.object { writer in
                        for endpoint in endpoints where endpoint.path == path {
                            writer.name(text: endpoint.method.rawValue.lowercased())
                            writer.value(endpoint)
                        }
                    }
                }
            }
            writer.object("components") { writer in
                writer.object("schemas") { writer in
                    for (name, schema) in schemas {
                        writer.name(text: name)
                        writer.value(schema)
                    }
                }
                writer.object("securitySchemes") { writer in
                    writer.scheme("token", "bearer")
                    writer.scheme("password", "basic")
                }
            }
        }
        return writer.bytes
    }

    /// The paths, each once, in the order of the endpoints.
    private var paths: [String] {
        var seen: Set<String> = []
        return endpoints.map(\.path).filter { seen.insert($0).inserted }
    }
}

extension JSONWriter {
    fileprivate mutating func scheme(_ name: StaticString, _ scheme: String) {
        object(name) { writer in
            writer.field("type", "http")
            writer.field("scheme", scheme)
        }
    }

    fileprivate mutating func value(_ endpoint: Endpoint) {
        object { writer in
            writer.field("summary", endpoint.summary)
            writer.field("operationId", endpoint.operationID)
            if endpoint.isOpen { writer.array("security", of: [String]()) { $0.string($1) } }
            writer.array("x-permission", of: endpoint.permission.words) { $0.string($1) }
            if !endpoint.parameters.isEmpty {
                writer.array("parameters", of: endpoint.parameters) { $0.value($1) }
            }
            if let body = endpoint.body {
                writer.object("requestBody") { writer in
                    writer.field("required", true)
                    writer.object("content") { writer in
                        for (type, schema) in body.content { writer.content(type, schema) }
                    }
                }
            }
            writer.object("responses") { writer in
                for answer in endpoint.answers {
                    writer.answer(answer)
                }
                for kind in endpoint.allProblems {
                    let content = ("application/problem+json", Schema.named("Problem"))
                    writer.answer("\(kind.status.code)", kind.title, content)
                }
            }
        }
    }

    private mutating func answer(_ answer: Endpoint.Answer) {
        guard let content = answer.content, !answer.otherTypes.isEmpty || answer.isPageToo else {
            return self.answer("\(answer.status.code)", answer.explanation, answer.content)
        }
        name(text: "\(answer.status.code)")
        object { writer in
            writer.field("description", answer.explanation)
            writer.object("content") { writer in
                for type in [content.type] + answer.otherTypes { writer.content(type, content.schema) }
                if answer.isPageToo { writer.content("text/html", .text) }
            }
        }
    }

    private mutating func answer(
        _ status: String,
        _ explanation: String,
        _ content: (type: String, schema: Schema)?
    ) {
        name(text: status)
        object { writer in
            writer.field("description", explanation)
            guard let content else { return }
            writer.object("content") { $0.content(content.type, content.schema) }
        }
    }

    private mutating func content(_ type: String, _ schema: Schema) {
        name(text: type)
        object { writer in
            writer.name("schema")
            writer.value(schema)
        }
    }

    private mutating func value(_ parameter: Endpoint.Parameter) {
        object { writer in
            writer.field("name", parameter.name)
            writer.field("in", parameter.place.rawValue)
            writer.field("description", parameter.explanation.isEmpty ? nil : parameter.explanation)
            writer.field("required", parameter.place == .path)
            writer.name("schema")
            writer.value(parameter.schema)
        }
    }
}

extension Endpoint {
    /// A name for it, unique.
    fileprivate var operationID: String {
        let version = "/api/v1/"
        let rest = path.hasPrefix(version) ? path.dropFirst(version.count) : path[...]
        let words = rest.split(whereSeparator: { !$0.isLetter }).map(String.init)
        return ([method.rawValue.lowercased()] + words).joined(separator: "-")
    }
}
