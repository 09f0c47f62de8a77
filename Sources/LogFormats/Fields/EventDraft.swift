import Addresses

/// An event being read: what has been found so far, and how good each finding is.
///
/// Every reader offers what it meets; a better offer takes the place of a worse one, and an address that loses its
/// place stays as a further address. Less is better.
struct EventDraft {
    /// Added to the rank of what stands in prose rather than in a field of its own.
    static let prosePenalty = 100

    /// Added to the rank of ends that are told by where they lie, not by what they did.
    private static let localPenalty = 40

    var event = LogEvent()
    var times: TimeReader
    private var sourceRank = Int.max
    private var sourcePortRank = Int.max
    private var destinationRank = Int.max
    private var destinationPortRank = Int.max
    private var localRank = Int.max
    private var local = LogEndpoint()
    private var remoteRank = Int.max
    private var remote = LogEndpoint()
    private var moment: (parts: TimeParts, rank: Int)?
    private var date: (parts: TimeParts, rank: Int)?
    private var clock: (parts: TimeParts, rank: Int)?
    private var zone: Int?
    private var sensorRank = Int.max
    private var actionRank = Int.max
    /// Bytes of the record under decoding.
    private var scratch: [UInt8] = []

    init(_ options: LogOptions) {
        times = TimeReader(options)
    }

    /// Whether a sentence may tell more than the fields did: they gave no end, or no name.
    var wantsProse: Bool {
        !hasSource && !hasDestination || !event.pieces.contains { $0.role.isMetName || $0.role == .url }
    }

    var hasSource: Bool { event.source.address != nil || local.address != nil }
    var hasDestination: Bool { event.destination.address != nil || remote.address != nil }

    mutating func clear(_ format: LogFormat) {
        event.clear(format)
        sourceRank = .max
        sourcePortRank = .max
        destinationRank = .max
        destinationPortRank = .max
        localRank = .max
        local = LogEndpoint()
        remoteRank = .max
        remote = LogEndpoint()
        moment = nil
        date = nil
        clock = nil
        zone = nil
        sensorRank = .max
        actionRank = .max
    }

    /// Settles what depends on the whole record.
    mutating func finish() {
        settleEnds()
        settleTime()
    }

    private mutating func settleEnds() {
        if local.address != nil || local.port != nil || remote.address != nil {
            let isInbound = event.statedDirection == .inbound
            let (first, second) = isInbound ? (remote, local) : (local, remote)
            let (firstRank, secondRank) = isInbound ? (remoteRank, localRank) : (localRank, remoteRank)
            if let address = first.address { offerSource(address, first.port, firstRank + Self.localPenalty) }
            if let address = second.address {
                offerDestination(address, second.port, secondRank + Self.localPenalty)
            }
        }
    }

    private mutating func settleTime() {
        guard moment != nil || date != nil else { return }
        var best = moment
        if let date, let clock, max(date.rank, clock.rank) < best?.rank ?? .max {
            var joined = date.parts
            joined.complete(with: clock.parts)
            best = (joined, 0)
        }
        if best == nil, let date { best = (date.parts, date.rank) }
        guard var parts = best?.parts else { return }
        if parts.offset == nil, parts.epoch == nil { parts.offset = zone }
        event.time = parts.time(times.options, &times.memo)
    }

    // MARK: Times

    /// Offers a text that may hold a moment, a date or a time of day; says where that ends.
    @discardableResult
    mutating func offerTime(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ rank: Int) -> Int? {
        if let moment, moment.rank <= rank { return nil }
        guard let found = times.parts(bytes, start, end) else { return nil }
        offerTime(found.parts, rank)
        return found.end
    }

    mutating func offerTime(_ parts: TimeParts, _ rank: Int) {
        if parts.epoch != nil || parts.hasDate && parts.hasClock {
            if moment?.rank ?? .max > rank { moment = (parts, rank) }
        } else if parts.hasDate {
            if date?.rank ?? .max > rank { date = (parts, rank) }
        } else if parts.hasClock, clock?.rank ?? .max > rank {
            clock = (parts, rank)
        }
    }

    var hasMoment: Bool { moment != nil }

    /// Offers the zone that a field of its own gives: `+0300`, `CET`, `UTC+3`.
    mutating func offerZone(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var start = range.lowerBound
        var last = start
        while last < range.upperBound, bytes[last].isLetter { last += 1 }
        if last > start {
            guard let named = TimeWords.zone(bytes, start..<last) else { return }
            zone = named
            start = last
        }
        guard start < range.upperBound else { return }
        if bytes[start] == UInt8(ascii: "+") || bytes[start] == UInt8(ascii: "-"),
            let offset = TimeScan.offset(bytes, start, range.upperBound)
        {
            zone = offset.seconds
        }
    }

    // MARK: Addresses

    mutating func offerSource(_ address: IPAddress, _ port: UInt16?, _ rank: Int) {
        if rank < sourceRank {
            if let old = event.source.address, old != address { addAddress(old, .other) }
            if event.source.address != address, sourcePortRank > rank { event.source.port = nil }
            event.source.address = address
            sourceRank = rank
            if let port { offerSourcePort(port, rank) }
        } else if event.source.address != address {
            addAddress(address, .other)
        } else if let port, event.source.port == nil {
            offerSourcePort(port, rank)
        }
    }

    mutating func offerDestination(_ address: IPAddress, _ port: UInt16?, _ rank: Int) {
        if rank < destinationRank {
            if let old = event.destination.address, old != address { addAddress(old, .other) }
            if event.destination.address != address, destinationPortRank > rank {
                event.destination.port = nil
            }
            event.destination.address = address
            destinationRank = rank
            if let port { offerDestinationPort(port, rank) }
        } else if event.destination.address != address {
            addAddress(address, .other)
        } else if let port, event.destination.port == nil {
            offerDestinationPort(port, rank)
        }
    }

    mutating func offerSourcePort(_ port: UInt16, _ rank: Int) {
        guard rank < sourcePortRank else { return }
        event.source.port = port
        sourcePortRank = rank
    }

    mutating func offerDestinationPort(_ port: UInt16, _ rank: Int) {
        guard rank < destinationPortRank else { return }
        event.destination.port = port
        destinationPortRank = rank
    }

    mutating func offerLocal(_ address: IPAddress, _ port: UInt16?, _ rank: Int) {
        guard rank < localRank else { return }
        local.address = address
        local.port = port ?? local.port
        localRank = rank
    }

    mutating func offerRemote(_ address: IPAddress, _ port: UInt16?, _ rank: Int) {
        guard rank < remoteRank else { return }
        remote.address = address
        remote.port = port ?? remote.port
        remoteRank = rank
    }

    mutating func offerLocalPort(_ port: UInt16) { local.port = local.port ?? port }

    mutating func offerRemotePort(_ port: UInt16) { remote.port = remote.port ?? port }

    mutating func addAddress(_ address: IPAddress, _ role: LogAddress.Role) {
        guard event.otherAddresses.count < LogEvent.maximumParts else { return }
        if role == .other {
            guard address != event.source.address, address != event.destination.address,
                !event.otherAddresses.contains(where: { $0.address == address })
            else { return }
        } else if event.otherAddresses.contains(where: { $0.address == address && $0.role == role }) {
            return
        }
        event.otherAddresses.append(LogAddress(address: address, role: role))
    }

    /// Gives both ends to each other: the record names the answering side first.
    mutating func swapEnds() {
        swap(&event.source, &event.destination)
        swap(&sourceRank, &destinationRank)
        swap(&sourcePortRank, &destinationPortRank)
        for index in event.otherAddresses.indices {
            let other = event.otherAddresses[index]
            switch other.role {
            case .translatedSource:
                event.otherAddresses[index] = LogAddress(address: other.address, role: .translatedDestination)
            case .translatedDestination:
                event.otherAddresses[index] = LogAddress(address: other.address, role: .translatedSource)
            default: continue
            }
        }
    }

    // MARK: Texts

    mutating func addText(
        _ role: LogText.Role,
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ escaping: Escaping
    ) {
        let limit = LogEvent.maximumTextLength - event.text.count
        guard !range.isEmpty, event.pieces.count < LogEvent.maximumParts, limit > 0 else { return }
        let start = event.text.count
        if escaping == .none {
            event.text.append(bytes, range.lowerBound..<min(range.upperBound, range.lowerBound + limit))
        } else {
            escaping.decode(bytes, range, into: &event.text, limit: limit)
        }
        for piece in event.pieces
        where piece.role == role && Int(piece.end - piece.start) == event.text.count - start {
            let isSame = event.text.matches(Int(piece.start), start, event.text.count - start)
            if isSame {
                event.text.removeLast(event.text.count - start)
                return
            }
        }
        event.pieces.append(
            LogEvent.Piece(role: role, start: UInt32(start), end: UInt32(event.text.count))
        )
    }

    /// Takes a text for the name of the device that wrote the log when it is better than what is known.
    mutating func offerSensor(_ bytes: Span<UInt8>, _ range: Range<Int>, _ escaping: Escaping, _ rank: Int) {
        guard rank < sensorRank, !range.isEmpty else { return }
        sensorRank = rank
        event.pieces.removeAll { $0.role == .sensor }
        addText(.sensor, bytes, range, escaping)
    }

    mutating func offerAction(_ bytes: Span<UInt8>, _ range: Range<Int>, _ rank: Int) {
        guard rank < actionRank else { return }
        let found = LogAction(bytes, range)
        guard found != .unstated else { return }
        event.action = found
        actionRank = rank
    }

    mutating func offerAction(_ action: LogAction, _ rank: Int) {
        guard rank < actionRank else { return }
        event.action = action
        actionRank = rank
    }

    /// Runs `body` on the range decoded, or on the bytes themselves when there is nothing to decode.
    mutating func decoded(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ escaping: Escaping,
        _ body: (inout EventDraft, Span<UInt8>, Range<Int>) -> Void
    ) {
        guard escaping != .none else {
            body(&self, bytes, range)
            return
        }
        var plain = scratch
        scratch = []
        plain.removeAll(keepingCapacity: true)
        escaping.decode(bytes, range, into: &plain, limit: LogEvent.maximumTextLength)
        body(&self, plain.span, 0..<plain.count)
        scratch = plain
    }
}

extension [UInt8] {
    mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        bytes.extracting(range).withUnsafeBufferPointer { append(contentsOf: $0) }
    }

    /// Whether `length` bytes from `first` on equal those from `second` on.
    func matches(_ first: Int, _ second: Int, _ length: Int) -> Bool {
        for offset in 0..<length where self[first + offset] != self[second + offset] { return false }
        return true
    }
}
