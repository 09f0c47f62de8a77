import Allowlists
import Credentials
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Registry
import Reports
import SQLiteRegistry
import Testing

@testable import Web

/// A hub on a registry in a folder of its own, removed at the end.
final class HubFixture: Sendable {
    static let now = Timestamp(seconds: 1_800_000_000)

    let folder: URL
    let store: any Store
    let hub: Hub
    let threads: HubThreads
    private let close: @Sendable () -> Void

    init(_ change: (inout HubConfiguration) -> Void = { _ in }) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "marsad-\(UUID().uuidString)")
        let store = try SQLiteStore(folder: folder)
        self.store = store
        close = { try? store.close() }
        threads = HubThreads()
        var configuration = HubConfiguration(
            host: "127.0.0.1",
            port: 0,
            cacheFolder: folder.appending(path: "cache").path,
            geographyFolder: folder.appending(path: "geo").path
        )
        change(&configuration)
        hub = Hub(
            on: store,
            configuration: configuration,
            threads: threads,
            allowlist: AllowlistBase(BuiltInList.allCases.filter { $0 != .documentation }),
            logger: Logger(label: "hub"),
            clock: HubClock { Self.now }
        )
    }

    deinit {
        threads.shutDownLater()
        close()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Runs `body` with a client of the hub.
    func test(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        try await Application(router: try hub.router()).test(.router) { try await body($0) }
    }

    func addMember(_ code: String) throws -> Member {
        try store.addMember(
            MemberSettings(code: code, name: "CERT \(code)", arabicName: "مركز \(code)"),
            by: .system,
            at: Self.now
        )
    }

    /// A token of a member with these scopes, and its secret.
    func addToken(_ name: String, of member: Member?, _ scopes: Permissions) throws -> (Token, Secret) {
        let secret = Secret(for: .token)
        let token = try store.addToken(
            TokenSettings(
                name: name,
                member: member?.id,
                scopes: scopes,
                expiresAt: Self.now.advanced(byDays: 30)
            ),
            secret.digest,
            by: .system,
            at: Self.now
        )
        return (token, secret)
    }
}

extension HTTPFields {
    /// The header that presents a secret.
    static func bearer(_ secret: Secret) -> HTTPFields {
        [.authorization: "Bearer \(secret.text)"]
    }
}

extension TestResponse {
    /// The body as a JSON object.
    var object: [String: Any] {
        get throws {
            try #require(
                try JSONSerialization.jsonObject(with: Data(body.readableBytesView)) as? [String: Any]
            )
        }
    }
}
