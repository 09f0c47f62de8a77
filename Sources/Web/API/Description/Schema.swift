import JSONOutput

/// What a value of JSON looks like, as far as the API's description says it (JSON Schema 2020-12).
indirect enum Schema: Sendable {
    case string(Text)
    case integer(ClosedRange<Int64>)
    case number(ClosedRange<Double>)
    case boolean
    case array(Schema, maximum: Int? = nil)
    case object([Field])
    /// One of ``APIDescription/schemas``.
    case named(String)
    /// An object whose fields are told by nobody.
    case anyObject

    /// What a text looks like.
    struct Text: Sendable {
        var lengths: ClosedRange<Int>?
        var format: String?
        var words: [String] = []
        var pattern: String?
    }

    /// A field of an object.
    struct Field: Sendable {
        let name: String
        let schema: Schema
        let isRequired: Bool

        init(_ name: String, _ schema: Schema, isRequired: Bool = true) {
            self.name = name
            self.schema = schema
            self.isRequired = isRequired
        }

        /// One that may be left out.
        static func optional(_ name: String, _ schema: Schema) -> Field {
            Field(name, schema, isRequired: false)
        }
    }

    static let text = Schema.string(Text())
    static let moment = Schema.string(Text(format: "date-time"))
    static let count = Schema.integer(0...Int64(Int32.max))
    static let revision = Schema.integer(0...Int64.max)

    static func text(_ lengths: ClosedRange<Int>) -> Schema { .string(Text(lengths: lengths)) }
    static func words(_ words: [String]) -> Schema { .string(Text(words: words)) }
    static func pattern(_ pattern: String) -> Schema { .string(Text(pattern: pattern)) }
}

extension JSONWriter {
    /// Writes a schema.
    mutating func value(_ schema: Schema) {
        object { writer in
            switch schema {
            case .string(let text): writer.fields(text)
            case .integer(let range):
                writer.field("type", "integer")
                writer.field("minimum", range.lowerBound)
                writer.field("maximum", range.upperBound)
            case .number(let range):
                writer.field("type", "number")
                writer.field("minimum", range.lowerBound)
                writer.field("maximum", range.upperBound)
            case .boolean: writer.field("type", "boolean")
            case .array(let element, let maximum):
                writer.field("type", "array")
                writer.name("items")
                writer.value(element)
                writer.field("maxItems", maximum)
            case .object(let fields):
                writer.field("type", "object")
                writer.object("properties") { writer in
                    for field in fields {
                        writer.name(text: field.name)
                        writer.value(field.schema)
                    }
                }
                let required = fields.filter(\.isRequired).map(\.name)
                if !required.isEmpty { writer.array("required", of: required) { $0.string($1) } }
            case .named(let name): writer.field("$ref", "#/components/schemas/\(name)")
            case .anyObject: writer.field("type", "object")
            }
        }
    }

    private mutating func fields(_ text: Schema.Text) {
        field("type", "string")
        field("format", text.format)
        field("minLength", text.lengths?.lowerBound)
        field("maxLength", text.lengths?.upperBound)
        field("pattern", text.pattern)
        if !text.words.isEmpty { array("enum", of: text.words) { $0.string($1) } }
    }
}
