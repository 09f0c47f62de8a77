import Foundation
public import Reports

/// What time it is, for a hub; tests have their own.
public struct HubClock: Sendable {
    private let read: @Sendable () -> Timestamp

    /// A clock that `read` tells.
    public init(_ read: @escaping @Sendable () -> Timestamp) {
        self.read = read
    }

    /// The system's.
    public static let system = HubClock { Timestamp(seconds: Int64(Date().timeIntervalSince1970)) }

    /// The present moment.
    public var now: Timestamp { read() }
}
