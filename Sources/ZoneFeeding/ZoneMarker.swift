internal import Lists

/// What a zone holds, as a text in the zone itself: changed by the update that changes the zone, and asked by the next one
/// before anything is done. So an update that is lost or comes twice does nothing.
///
/// ```
/// marsad list=block-dns origin=0123456789abcdef part=qname serial=17 cap=0
/// marsad list=block-dns origin=0123456789abcdef part=qname serial=17 cap=0 next=18 next-cap=0 step=2
/// ```
/// The second says that two messages of several that lead to serial 18 have been taken.
struct ZoneMarker: Hashable, Sendable {
    /// A state of a list: its serial, and how many of its entries the zone takes at most.
    struct State: Hashable, Sendable {
        var serial: Int64
        var cap: Int?
    }

    /// Whose zone it is.
    struct Owner: Hashable, Sendable {
        var list: String
        var origin: String
        var part: ResponsePolicyZone.Part
    }

    var owner: Owner
    /// What it holds, or held before the way began.
    var state: State
    /// Where it is on the way to, and how many messages were taken; nil when it is not on the way.
    var way: Way?

    /// A way to another state, and how much of it is done.
    struct Way: Hashable, Sendable {
        var next: State
        var step: Int
    }

    private static let program = "marsad"
    /// Longest text that is read: that of one string of a TXT record.
    private static let maximumLength = 255

    init(owner: Owner, state: State, way: Way? = nil) {
        self.owner = owner
        self.state = state
        self.way = way
    }

    /// Reads a text; nil when it is none of ours.
    init?(_ text: some StringProtocol) {
        guard text.utf8.count <= Self.maximumLength else { return nil }
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.first.map({ $0 == Self.program }) == true else { return nil }
        var fields: [Substring: String] = [:]
        for word in words.dropFirst() {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, fields.updateValue(String(parts[1]), forKey: Substring(parts[0])) == nil
            else { return nil }
        }
        guard let list = fields["list"].flatMap({ ListName($0) }), let origin = fields["origin"],
            let part = fields["part"].flatMap(ResponsePolicyZone.Part.init(rawValue:)),
            let state = Self.state(fields["serial"], fields["cap"])
        else { return nil }
        owner = Owner(list: list.text, origin: origin, part: part)
        self.state = state
        guard fields["next"] != nil else { return }
        guard let next = Self.state(fields["next"], fields["next-cap"]),
            let step = fields["step"].flatMap({ Int($0) }), step > 0
        else { return nil }
        way = Way(next: next, step: step)
    }

    private static func state(_ serial: String?, _ cap: String?) -> State? {
        guard let serial = serial.flatMap({ Int64($0) }), serial > 0, let cap = cap.flatMap({ Int($0) }),
            cap >= 0
        else { return nil }
        return State(serial: serial, cap: cap == 0 ? nil : cap)
    }

    /// The text: letters, digits, hyphens, spaces and equals signs.
    var text: String {
        var text =
            "\(Self.program) list=\(owner.list) origin=\(owner.origin) part=\(owner.part.rawValue) "
            + "serial=\(state.serial) cap=\(state.cap ?? 0)"
        if let way { text += " next=\(way.next.serial) next-cap=\(way.next.cap ?? 0) step=\(way.step)" }
        return text
    }
}
