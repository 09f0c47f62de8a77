import HTTPTypes
import Hummingbird

/// What browsers are told about every answer.
struct SecurityHeaders: RouterMiddleware {
    typealias Context = HubContext

    /// Nothing but our own files; no script or style within pages.
    static let contentPolicy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; ")

    /// Whether connections are encrypted.
    let isEncrypted: Bool

    func handle(
        _ request: Request,
        context: HubContext,
        next: (Request, HubContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.contentSecurityPolicy] = Self.contentPolicy
        response.headers[.xContentTypeOptions] = "nosniff"
        // With `no-referrer`, browsers send the forms of our own pages without their origin.
        response.headers[Self.referrerPolicy] = "same-origin"
        response.headers[Self.frameOptions] = "DENY"
        response.headers[Self.openerPolicy] = "same-origin"
        response.headers[Self.resourcePolicy] = "same-origin"
        if isEncrypted { response.headers[.strictTransportSecurity] = "max-age=31536000" }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }

    private static let referrerPolicy = field("Referrer-Policy")
    private static let frameOptions = field("X-Frame-Options")
    private static let openerPolicy = field("Cross-Origin-Opener-Policy")
    private static let resourcePolicy = field("Cross-Origin-Resource-Policy")

    private static func field(_ name: String) -> HTTPField.Name {
        HTTPField.Name(name) ?? .xContentTypeOptions
    }
}
