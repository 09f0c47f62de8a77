internal import Addresses
internal import Lists

/// A difference as messages of bounded size. Each asks for the marker that the one before left, so that they are taken in
/// order, once, or not at all.
struct ZoneUpdate: Sequence, IteratorProtocol {
    /// One dynamic update (RFC 2136), as lines for knsupdate or nsupdate.
    struct Message {
        /// The lines, `send` at the end.
        var text: String
        /// Most bytes that it has on the wire: names may be written shorter there.
        var byteCount: Int
    }

    /// Most bytes of a message, well within the 64 KiB that one may have.
    static let maximumBytes = 32 * 1024
    /// Bytes of header, zone, marker and signature.
    private static let overhead = 12 + 3 * (ZoneName.maximumLength + 12) + 2 * 256 + 256
    /// Bytes of a record besides its owner and value: type, class, lifetime, length.
    private static let recordBytes = 10

    private let zone: ResponsePolicyZone
    private let difference: ZoneContent.Difference
    private let owner: ZoneMarker.Owner
    private let state: ZoneMarker.State
    private let target: ZoneMarker.State
    private var marker: ZoneMarker
    private var position = 0
    private var step = 0
    private var isDone = false

    /// The messages that bring a zone from what `marker` says to `target`.
    init(
        _ difference: ZoneContent.Difference,
        of zone: ResponsePolicyZone,
        from marker: ZoneMarker,
        to target: ZoneMarker.State
    ) {
        self.difference = difference
        self.zone = zone
        self.target = target
        self.marker = marker
        owner = marker.owner
        state = marker.state
    }

    private var changeCount: Int { difference.removed.count + difference.added.count }

    mutating func next() -> Message? {
        guard !isDone else { return nil }
        var lines = ""
        var byteCount = Self.overhead
        while position < changeCount {
            let isGoing = position < difference.removed.count
            let address =
                isGoing
                ? difference.removed[position] : difference.added[position - difference.removed.count]
            let owners = zone.owners(of: address)
            let bytes = owners.reduce(0) {
                $0 + $1.utf8.count + 1 + zone.name.wireLength + Self.recordBytes + 1
            }
            if byteCount + bytes > Self.maximumBytes, byteCount > Self.overhead { break }
            for owner in owners {
                let name = "\(owner).\(zone.name.absolute)"
                lines +=
                    isGoing
                    ? "update delete \(name) IN CNAME\n"
                    : "update add \(name) \(ResponsePolicyZone.timeToLive) IN CNAME .\n"
            }
            byteCount += bytes
            position += 1
        }
        isDone = position == changeCount
        step += 1
        let after =
            isDone
            ? ZoneMarker(owner: owner, state: target)
            : ZoneMarker(owner: owner, state: state, way: ZoneMarker.Way(next: target, step: step))
        let head = head(expecting: marker, setting: after)
        marker = after
        return Message(text: head + lines + "send\n", byteCount: byteCount)
    }

    private func head(expecting before: ZoneMarker, setting after: ZoneMarker) -> String {
        let name = zone.name.absolute
        var text = "zone \(name)\nprereq yxrrset \(name) IN TXT \"\(before.text)\"\n"
        // A step may leave the marker as it is: when all is done anew from where it is.
        guard before != after else { return text }
        text += "update delete \(name) IN TXT\n"
        text += "update add \(name) \(ResponsePolicyZone.timeToLive) IN TXT \"\(after.text)\"\n"
        return text
    }
}
