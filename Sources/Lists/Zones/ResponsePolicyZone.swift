public import Addresses
internal import Reports

/// A response policy zone that stands for a list, entry by entry: no entry is left out because another covers it, and no
/// networks are joined. So a change of one entry is a change of its own records, whatever stands beside it.
public struct ResponsePolicyZone: Hashable, Sendable {
    /// What of a list is in the zone.
    public enum Part: String, Sendable, CaseIterable {
        /// Names, and all below them.
        case names = "qname"
        /// IP addresses and networks that names must not lead to.
        case addresses = "ip"
    }

    /// Seconds that an answer may be kept.
    public static let timeToLive = 60

    /// What of the list is in it.
    public let part: Part
    /// What it is called.
    public let name: ZoneName

    /// The zone called `name` of a part of a list.
    public init(_ part: Part, name: ZoneName) {
        self.part = part
        self.name = name
    }

    /// The format that writes it.
    public var format: ListFormat { part == .names ? .rpzNames : .rpzIP }

    /// The address whose records stand for an entry, whatever its end: the entry's own, or the host of a URL that means
    /// all of its host. Nil when it has none in this zone.
    public func trigger(of entry: ListEntry) -> Address? {
        var entry = entry
        entry.expiry = nil
        guard ListAdmission(format, now: Timestamp(seconds: .min)).admit(&entry) == nil,
            ResponsePolicyOwner.refusal(of: entry.address, in: name.text) == nil
        else { return nil }
        return entry.address
    }

    /// The owners of the records that stand for such an address, without the zone's name.
    public func owners(of trigger: Address) -> [String] {
        var text = ListText(capacity: 512)
        ResponsePolicyOwner.append(trigger, into: &text)
        return String(decoding: text.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
