import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Registry
import Testing

@testable import Web

@Suite struct `The description of the API` {
    private let fixture: APIFixture

    init() throws {
        fixture = try APIFixture()
    }

    /// The document as somebody reads it who knows nothing of the code.
    private func document() async throws -> [String: Any] {
        let caller = try fixture.token(.read, of: fixture.owner)
        nonisolated(unsafe) var document: [String: Any] = [:]
        try await fixture.test { client in
            document = try await client.ask(.get, "/api/v1/openapi.json", as: caller).object
        }
        return document
    }

    @Test func `names every route of the hub and no other`() async throws {
        let paths = try #require(try await document()["paths"] as? [String: [String: Any]])
        let described = Set(paths.flatMap { path, item in item.keys.map { "\($0.uppercased()) \(path)" } })
        let endpoints = fixture.hub.hub.api.endpoints
        #expect(described == Set(endpoints.map { "\($0.method.rawValue) \($0.path)" }))
        #expect(described.count == endpoints.count)
        let open: Set = ["GET /healthz", "GET /readyz"]
        for route in try fixture.hub.hub.router().routes {
            let path = route.path.description.replacing("${", with: "{")
            guard path.hasPrefix("/api/") else {
                continue
            }
            let text = "\(route.method.rawValue) \(path)"
            let isRefusal = paths[path] != nil && API.methods.contains(route.method)
            #expect(described.contains(text) || open.contains(text) || isRefusal, "\(text)")
        }
    }

    @Test func `says for every operation who may, and all that may be answered`() async throws {
        let paths = try #require(try await document()["paths"] as? [String: [String: [String: Any]]])
        for endpoint in fixture.hub.hub.api.endpoints {
            let operation = try #require(paths[endpoint.path]?[endpoint.method.rawValue.lowercased()])
            #expect((operation["security"] as? [Any])?.isEmpty == (endpoint.isOpen ? true : nil))
            #expect(operation["x-permission"] as? [String] == endpoint.permission.words)
            let answers = try #require(operation["responses"] as? [String: Any])
            let statuses = endpoint.answers.map(\.status.code) + endpoint.allProblems.map(\.status.code)
            #expect(Set(answers.keys) == Set(statuses.map(String.init)), "\(endpoint.path)")
            let parameters = operation["parameters"] as? [[String: Any]] ?? []
            let inPath = parameters.filter { $0["in"] as? String == "path" }.compactMap {
                $0["name"] as? String
            }
            let variables = endpoint.path.split(separator: "/").filter { $0.hasPrefix("{") }
            #expect(Set(inPath) == Set(variables.map { String($0.dropFirst().dropLast()) }))
        }
        let identifiers = paths.values.flatMap(\.values).compactMap { $0["operationId"] as? String }
        #expect(Set(identifiers).count == identifiers.count)
    }

    @Test func `holds no reference to what it does not define`() async throws {
        let document = try await document()
        let data = try JSONSerialization.data(withJSONObject: document, options: .withoutEscapingSlashes)
        let text = String(decoding: data, as: UTF8.self)
        let schemas = try #require(
            (document["components"] as? [String: [String: Any]])?["schemas"]
        )
        for match in text.matches(of: /#\/components\/schemas\/([A-Za-z]+)/) {
            #expect(schemas[String(match.1)] != nil, "\(match.1)")
        }
    }

    /// Everybody asks for everything: who may not is told so, whatever the rest of the request.
    @Test func `permissions hold at every endpoint`() async throws {
        let callers: [(Permissions, APIFixture.Caller)] = try [
            [.read], [.submit], [.consume], [.sense], [.administer],
        ].map { ($0, try fixture.token($0, of: fixture.owner)) }
        let people: [(Permissions, APIFixture.Caller)] = try [
            Role.reader, .analyst, .approver, .administrator, .auditor,
        ].map { ($0.permissions, try fixture.user($0, of: fixture.owner)) }
        let endpoints = fixture.hub.hub.api.endpoints
        try await fixture.test { client in
            for endpoint in endpoints where endpoint.path != "/api/v1/stream" {
                let path = endpoint.path.replacing("{address}", with: "evil.example")
                    .replacing("{id}", with: "999").replacing("{code}", with: "zz").replacing(
                        "{name}",
                        with: "n"
                    )
                let nobody = try await client.ask(endpoint.method, path, as: .nobody)
                #expect(
                    (nobody.status == .unauthorized) == !endpoint.isOpen,
                    "\(endpoint.method) \(path)"
                )
                for (permissions, caller) in callers + people {
                    let response = try await client.ask(endpoint.method, path, as: caller)
                    let documented =
                        endpoint.answers.map(\.status.code) + endpoint.allProblems.map(\.status.code)
                    #expect(documented.contains(response.status.code), "\(path): \(response.status)")
                    if !permissions.contains(endpoint.permission) {
                        #expect(response.status == .forbidden, "\(endpoint.method) \(path)")
                    }
                }
            }
        }
    }
}
