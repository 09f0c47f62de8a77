import Addresses
import Credentials
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Registry
import Reports
import Testing

@testable import Web

/// A hub with members, people and some records, and a browser's part of talking to it.
final class ConsoleFixture: Sendable {
    static let password = "correct horse battery staple"
    /// Texts of others that break out of careless pages.
    static let hostile = [
        #""><img src=x onerror=alert(1)>"#, "'\"\u{301} onmouseover=\"alert(1)\" x=\"",
        "{{t.marsad}}{{{frame}}}",
        "<script>alert(1)</script>", "</textarea><svg onload=alert(1)>", "\u{202E}gnp.exe",
    ]

    let hub: HubFixture
    let member: Member

    init(_ change: (inout HubConfiguration) -> Void = { _ in }) throws {
        hub = try HubFixture(change)
        member = try hub.addMember("sa")
    }

    /// Adds somebody who can sign in.
    @discardableResult
    func addUser(_ name: String, _ role: Role, of member: Member? = nil, displayName: String? = nil) throws
        -> User
    {
        try hub.store.addUser(
            UserSettings(name: name, displayName: displayName ?? name, member: member?.id, role: role),
            password: try Self.hash.get(),
            by: .system,
            at: HubFixture.now
        )
    }

    private static let hash = Result { try PasswordHash(of: password) }

    /// Runs `body` with a browser that has opened the sign-in page.
    func browse(_ body: @escaping @Sendable (TestBrowser) async throws -> Void) async throws {
        try await hub.test { client in try await body(TestBrowser(client)) }
    }

    /// Runs `body` with the browser of somebody who signed in.
    func browse(
        as name: String,
        _ body: @escaping @Sendable (TestBrowser) async throws -> Void
    ) async throws {
        try await browse { browser in
            let response = try await browser.signIn(name, ConsoleFixture.password)
            #expect(response.status == .seeOther)
            try await body(browser)
        }
    }
}

/// What of a browser the tests need: cookies, form tokens, and headers that tell where a request comes from.
final class TestBrowser {
    private let client: any TestClientProtocol
    private(set) var cookies: [String: String] = [:]

    init(_ client: any TestClientProtocol) {
        self.client = client
    }

    private func headers(_ more: HTTPFields) -> HTTPFields {
        var headers: HTTPFields = [.accept: "text/html", .acceptLanguage: "en"]
        if !cookies.isEmpty {
            headers[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        }
        for field in more { headers[field.name] = field.value }
        return headers
    }

    func get(_ path: String, _ more: HTTPFields = [:]) async throws -> TestResponse {
        let response = try await client.execute(uri: path, method: .get, headers: headers(more))
        keep(response)
        return response
    }

    /// Posts a form with the token of the page at `page`.
    func post(
        _ path: String,
        _ fields: [String: String],
        from page: String? = nil,
        _ more: HTTPFields = [:]
    ) async throws -> TestResponse {
        let html = try await get(page ?? path).html
        return try await send(
            path,
            fields.merging(["form-token": Self.token(in: html)]) { mine, _ in mine },
            more
        )
    }

    /// Posts fields as they are.
    func send(_ path: String, _ fields: [String: String], _ more: HTTPFields = [:]) async throws
        -> TestResponse
    {
        var headers = headers(more)
        headers[.contentType] = "application/x-www-form-urlencoded"
        let body = fields.map { "\(AddressText.encoded($0.key))=\(AddressText.encoded($0.value))" }
            .joined(separator: "&")
        let response = try await client.execute(
            uri: path,
            method: .post,
            headers: headers,
            body: ByteBuffer(string: body)
        )
        keep(response)
        return response
    }

    func signIn(_ name: String, _ password: String, code: String = "", next: String = "/") async throws
        -> TestResponse
    {
        try await post("/sign-in", ["name": name, "password": password, "code": code, "next": next])
    }

    func set(_ cookie: String, _ value: String?) { cookies[cookie] = value }

    private func keep(_ response: TestResponse) {
        for header in response.headers[values: .setCookie] {
            let pair = header.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
            cookies[String(pair[0])] = pair.count > 1 ? String(pair[1]) : nil
        }
    }

    static func token(in html: String) -> String {
        html.firstMatch(of: /name="form-token" value="([0-9a-f]+)"/).map { String($0.output.1) } ?? ""
    }
}

extension TestResponse {
    var html: String { String(buffer: body) }
}
