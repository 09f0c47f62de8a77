import Credentials
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Registry
import Reports
import Testing

@testable import Web

@Suite struct `The authenticator` {
    private let fixture: HubFixture

    init() throws {
        fixture = try HubFixture()
    }

    /// A batch without sightings: what a token that senses may send.
    private static let batch = ByteBuffer(
        string: #"{"spool":"6F1B4C52-3C1E-4A3E-8A7B-1D2C3B4A5968","sequence":1,"sightings":[]}"#
    )

    private func status(_ headers: HTTPFields) async throws -> HTTPResponse.Status {
        nonisolated(unsafe) var status = HTTPResponse.Status.ok
        try await fixture.test { client in
            status = try await client.execute(
                uri: "/api/v1/sightings",
                method: .post,
                headers: headers,
                body: Self.batch
            ).status
        }
        return status
    }

    @Test func `opens to tokens as bearer, as password, and as bouncers present them`() async throws {
        let (_, secret) = try fixture.addToken("s", of: try fixture.addMember("sa"), .sense)
        let basic = Data("anything:\(secret.text)".utf8).base64EncodedString()
        let apiKey = try #require(HTTPField.Name("X-Api-Key"))
        #expect(try await status(.bearer(secret)) == .ok)
        #expect(try await status([.authorization: "Basic \(basic)"]) == .ok)
        #expect(try await status([apiKey: secret.text]) == .ok)
    }

    @Test func `stays closed to everything else`() async throws {
        let member = try fixture.addMember("sa")
        let (_, reader) = try fixture.addToken("r", of: member, .read)
        let (token, gone) = try fixture.addToken("g", of: member, .sense)
        #expect(try await status(.bearer(gone)) == .ok)
        try fixture.store.revokeToken(token.id, by: .system, at: HubFixture.now)
        fixture.hub.tokens.forget()
        #expect(try await status([:]) == .unauthorized)
        #expect(try await status(.bearer(gone)) == .unauthorized)
        #expect(try await status(.bearer(Secret(for: .token))) == .unauthorized)
        #expect(try await status([.authorization: "Bearer"]) == .unauthorized)
        #expect(try await status([.authorization: "Digest x"]) == .unauthorized)
        #expect(try await status([.authorization: "Basic %%%"]) == .unauthorized)
        #expect(
            try await status([.authorization: "Bearer \(String(repeating: "x", count: 9999))"])
                == .unauthorized
        )
        #expect(try await status(.bearer(reader)) == .forbidden)
    }

    @Test func `says what is wrong as a problem document, without the secret`() async throws {
        let secret = Secret(for: .token)
        try await fixture.test { client in
            let response = try await client.execute(
                uri: "/healthz",
                method: .get,
                headers: .bearer(secret)
            )
            #expect(response.status == .unauthorized)
            #expect(response.headers[.contentType] == "application/problem+json")
            #expect(response.headers[.wwwAuthenticate] != nil)
            let problem = try response.object
            #expect(problem["status"] as? Int == 401)
            #expect(problem["type"] as? String == "urn:marsad:problem:unauthorized")
            #expect(!String(buffer: response.body).contains(secret.text))
        }
    }
}
