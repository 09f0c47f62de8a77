import HTTPTypes
import Hummingbird
import Registry

/// `/api/v1`: all endpoints, behind one door that asks who it is and whether they may.
struct API {
    let endpoints: [Endpoint]
    private let limiter: RateLimiter<Actor.Kind>
    private let document: ByteBuffer

    init(_ groups: [any EndpointGroup], limiter: RateLimiter<Actor.Kind>) {
        let described = groups.flatMap(\.endpoints)
        let ownPath = "/api/v1/openapi.json"
        func own(_ handle: @escaping Endpoint.Handler) -> Endpoint {
            Endpoint(
                method: .get,
                path: ownPath,
                summary: "This description",
                permission: [],
                answers: [.json(.anyObject, "The description, as OpenAPI 3.1")],
                handle: handle
            )
        }
        let silent = own { _, _ in Response(status: .ok) }
        let description = APIDescription(endpoints: described + [silent], schemas: APISchemas.all)
        let document = ByteBuffer(bytes: description.document)
        self.document = document
        self.limiter = limiter
        endpoints =
            described + [
                own { _, _ in
                    Response(
                        status: .ok,
                        headers: [.contentType: "application/json"],
                        body: .init(byteBuffer: document)
                    )
                }
            ]
    }

    func add(to router: Router<HubContext>) {
        for endpoint in endpoints {
            router.on(RouterPath(endpoint.path), method: endpoint.method) { [limiter] request, context in
                if endpoint.isOpen { return try await endpoint.handle(request, context) }
                try context.identity.require(endpoint.permission)
                if let seconds = limiter.take(for: context.identity.actor.kind) {
                    throw Problem(.tooManyRequests, "too many requests", retryAfter: seconds)
                }
                return try await endpoint.handle(request, context)
            }
        }
        // A path that is known answers every other method with what it knows.
        for (path, allowed) in Dictionary(grouping: endpoints, by: \.path) {
            let methods = allowed.map(\.method)
            let isOpen = allowed.contains(where: \.isOpen)
            for method in Self.methods where !methods.contains(method) {
                router.on(RouterPath(path), method: method) { _, context -> Response in
                    if !isOpen { try context.identity.require([]) }
                    var problem = Problem(.methodNotAllowed, "\(path) is asked by another method")
                    problem.headers[.allow] = methods.map(\.rawValue).joined(separator: ", ")
                    throw problem
                }
            }
        }
    }

    /// The methods that are told what is allowed.
    static let methods: [HTTPRequest.Method] = [.get, .put, .post, .delete, .patch, .options, .trace]
}
