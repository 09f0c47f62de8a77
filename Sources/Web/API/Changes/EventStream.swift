import Addresses
import Credentials
import Hummingbird
import JSONOutput
import Registry
import Reports

/// What one subscriber is told, until it goes, its token ends or the hub stops.
struct EventStream: Sendable {
    static let mediaType = "text/event-stream"
    /// Changes read at a time.
    static let pageSize = 500
    /// How long nothing is said at most: so that those between keep the connection, and a token that ended is noticed.
    static let silence = Duration.seconds(15)

    let desk: StoreDesk
    let watch: RevisionWatch
    let clock: HubClock
    let identity: Identity
    /// The secret of the token that was presented.
    let secret: String?
    /// The session of the browser that asked.
    let session: Browser.Session?

    func write(after start: ChangeCursor, to writer: inout any ResponseBodyWriter) async throws {
        var cursor = start
        try await writer.write(ByteBuffer(string: ": marsad\n\n"))
        while true {
            let page = try await desk.ask { [cursor, identity] store in
                try store.changes(after: cursor, limit: Self.pageSize, for: identity.viewer)
            }
            if !page.changes.isEmpty {
                try await writer.write(ByteBuffer(bytes: Self.events(page.changes)))
                cursor = page.next
                continue
            }
            let known = cursor.revision
            let latest = try await watch.revision(after: known, waiting: Self.silence)
            guard await watch.isWatching, try await isStillAllowed() else { break }
            if latest > known {
                // What comes after the cursor may be nothing that this subscriber may see.
                let next = try await desk.ask { [cursor, identity] store in
                    try store.changes(after: cursor, limit: 1, for: identity.viewer)
                }
                if next.changes.isEmpty { cursor = ChangeCursor(after: latest) }
            } else {
                try await writer.write(ByteBuffer(string: ":\n\n"))
            }
        }
        try await writer.finish(nil)
    }

    /// Whether the token, or the session and the account, are still good.
    private func isStillAllowed() async throws -> Bool {
        let now = clock.now
        if let user = identity.user {
            guard let session else {
                return try await desk.ask { try $0.user(user.id)?.settings == user.settings }
            }
            return try await desk.ask { store in
                try store.openSession(session.digest, isUse: false, at: now)?.user.settings == user.settings
            }
        }
        guard let secret else { return false }
        return try await desk.ask { try $0.token(SecretDigest(of: secret))?.isValid(at: now) ?? false }
    }

    private static func events(_ changes: [AddressSummary]) -> [UInt8] {
        var bytes: [UInt8] = []
        for change in changes {
            var writer = JSONWriter()
            writer.revised(change)
            let cursor = ChangeCursor(revision: change.revision, address: change.id)
            bytes += "id: \(cursor.text)\nevent: address\ndata: ".utf8
            bytes += writer.bytes
            bytes += "\n\n".utf8
        }
        return bytes
    }
}
