public import Addresses
public import Foundation
public import LogInputs

/// What a sensor reads, where it keeps what it knows, and whom it tells.
public struct SensorConfiguration: Sendable {
    /// Its name in the hunt archive.
    public var name: String
    /// The hub.
    public var hub: URL
    /// The secret of the token that the hub knows it by.
    public var token: String
    /// A PEM file of authorities to trust besides the system's.
    public var authorities: String?
    /// The folder for its spool, its watchlist, the positions of its inputs and the hunt archive.
    public var folder: URL
    /// Where lines come from.
    public var inputs: [LogInputConfiguration]
    /// What is inside; nil asks the hub what the sensor's member answers for, and takes private ranges when that is nothing.
    public var inside: [IPNetwork]?
    /// Seconds east of UTC for times that name no zone.
    public var zoneOffset = 0
    /// Days that the hunt archive keeps.
    public var retentionDays = 90
    /// Rows of sightings that wait for the hub, above which detail is given up.
    public var detailLimit = 1_000_000

    /// A configuration of these parts, the rest as usual.
    public init(
        name: String,
        hub: URL,
        token: String,
        folder: URL,
        inputs: [LogInputConfiguration]
    ) {
        self.name = name
        self.hub = hub
        self.token = token
        self.folder = folder
        self.inputs = inputs
    }
}
