import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Asks a provider, and nobody else: no redirects, no long waits, no long answers.
struct OIDCTransport: Sendable {
    /// Most bytes of an answer.
    static let maximumBody = 256 << 10
    /// How long an answer may take, in seconds.
    static let patience: Int64 = 10

    /// Whom questions may go to.
    let origin: Origin

    /// What an address answers.
    func get(_ address: String) async throws(OIDCRefusal) -> Data {
        var request = HTTPClientRequest(url: address)
        request.headers.add(name: "Accept", value: "application/json")
        return try await body(of: request, to: address, allowing: [.ok])
    }

    /// What an address answers to a form; an error in JSON is an answer, too.
    func post(
        _ address: String,
        _ fields: [(String, String)],
        authorization: String?
    ) async throws(OIDCRefusal) -> Data {
        var request = HTTPClientRequest(url: address)
        request.method = .POST
        request.headers.add(name: "Accept", value: "application/json")
        request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        if let authorization { request.headers.add(name: "Authorization", value: authorization) }
        let form = fields.map { "\(Self.encoded($0.0))=\(Self.encoded($0.1))" }.joined(separator: "&")
        request.body = .bytes(ByteBuffer(string: form))
        return try await body(of: request, to: address, allowing: [.ok, .badRequest, .unauthorized])
    }

    private func body(
        of request: HTTPClientRequest,
        to address: String,
        allowing statuses: Set<HTTPResponseStatus>
    ) async throws(OIDCRefusal) -> Data {
        guard Origin(address) == origin else { throw .provider("it sends to another host") }
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            decompression: .disabled
        )
        configuration.timeout = .init(connect: .seconds(Self.patience), read: .seconds(Self.patience))
        configuration.httpVersion = .http1Only
        do {
            return try await HTTPClient.withHTTPClient(configuration: configuration) { client in
                let deadline = NIODeadline.now() + .seconds(Self.patience)
                let response = try await client.execute(request, deadline: deadline)
                guard statuses.contains(response.status) else {
                    throw OIDCRefusal.provider("status \(response.status.code)")
                }
                let buffer = try await response.body.collect(upTo: Self.maximumBody)
                return Data(buffer.readableBytesView)
            }
        } catch let refusal as OIDCRefusal { throw refusal } catch is NIOTooManyBytesError {
            throw .provider("an answer of more than \(Self.maximumBody) bytes")
        } catch { throw .provider("no answer (\(type(of: error)))") }
    }

    /// A text in a form or query.
    static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        .joined()
    }
}
