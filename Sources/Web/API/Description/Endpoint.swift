import HTTPTypes
import Hummingbird
import Registry

/// One thing that the API does: how it is asked, who may, what is answered, and the code that does it.
///
/// The routes are made of these, and so is the description that is served: the two cannot differ.
struct Endpoint: Sendable {
    typealias Handler = @Sendable (Request, HubContext) async throws -> Response

    /// A value that stands in the request besides its body.
    struct Parameter: Sendable {
        enum Place: String, Sendable {
            case path
            case query
            case header
        }

        let name: String
        let place: Place
        let schema: Schema
        let explanation: String

        /// One in the path.
        static func path(_ name: String, _ schema: Schema = .text, _ explanation: String = "") -> Parameter {
            Parameter(name: name, place: .path, schema: schema, explanation: explanation)
        }

        /// One that may be left out.
        static func query(_ name: String, _ schema: Schema, _ explanation: String) -> Parameter {
            Parameter(name: name, place: .query, schema: schema, explanation: explanation)
        }

        /// A header that may be left out.
        static func header(_ name: String, _ schema: Schema, _ explanation: String) -> Parameter {
            Parameter(name: name, place: .header, schema: schema, explanation: explanation)
        }
    }

    /// What is sent with the request.
    struct Body: Sendable {
        /// Media types and what each holds.
        let content: [(type: String, schema: Schema)]

        /// A body in JSON.
        static func json(_ schema: Schema) -> Body { Body(content: [("application/json", schema)]) }
    }

    /// What comes back when all is well.
    struct Answer: Sendable {
        let status: HTTPResponse.Status
        let explanation: String
        /// The media type and what it holds; nil for an answer without a body.
        var content: (type: String, schema: Schema)?
        /// Media types in which the same comes besides.
        var otherTypes: [String] = []
        /// Whether it comes as a page besides, for those who accept HTML.
        var isPageToo = false

        static func json(
            _ schema: Schema,
            status: HTTPResponse.Status = .ok,
            _ explanation: String
        ) -> Answer {
            Answer(status: status, explanation: explanation, content: ("application/json", schema))
        }

        static func empty(_ status: HTTPResponse.Status, _ explanation: String) -> Answer {
            Answer(status: status, explanation: explanation)
        }
    }

    let method: HTTPRequest.Method
    /// The path, with the names of its variable parts in braces.
    let path: String
    /// What it does, in one line.
    let summary: String
    /// What somebody must be allowed to do; empty for everybody who presents a token or signed in.
    let permission: Permissions
    /// Whether everybody may ask, without a token or a session; how often is the endpoint's own matter.
    var isOpen = false
    var parameters: [Parameter] = []
    var body: Body?
    let answers: [Answer]
    /// The problems besides those that every endpoint has.
    var problems: [Problem.Kind] = []
    let handle: Handler

    /// The problems that every endpoint has.
    static let usualProblems: [Problem.Kind] = [.badRequest, .unauthorized, .tooManyRequests, .unavailable]

    /// All problems that it may answer with.
    var allProblems: [Problem.Kind] {
        var kinds = Self.usualProblems + problems
        if !permission.isEmpty { kinds.append(.forbidden) }
        if body != nil { kinds += [.tooLarge, .unsupportedMediaType, .invalid] }
        return Problem.Kind.allCases.filter(kinds.contains)
    }
}

/// A group of endpoints.
protocol EndpointGroup: Sendable {
    var endpoints: [Endpoint] { get }
}
