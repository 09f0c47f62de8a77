import Addresses

/// Addresses in prose: the words before them say whose they are, their order where no word does.
extension TextRecord {
    /// Takes the address at `start`; false when there is none.
    mutating func address(at start: Int, _ name: Range<Int>?, _ draft: inout EventDraft) -> Bool {
        guard start < end else { return false }
        var first = start
        if bytes[start] == UInt8(ascii: "(") { first += 1 }
        if start > 0, bytes[start].hexadecimalValue != nil, bytes[start - 1].isNameByte, name == nil {
            return false
        }
        guard let found = AddressText.prefix(bytes, first, end) else { return false }
        if first > start, found.end >= end || bytes[found.end] != UInt8(ascii: ")") { return false }
        if bytes[first].hexadecimalValue != nil, found.end < end, bytes[found.end] == UInt8(ascii: "-"),
            found.end + 1 < end, bytes[found.end + 1].isLetter
        {
            return false
        }
        position = found.end
        if let name {
            nameOf(name, &draft)
            if pending == nil, name.upperBound + 1 == found.end || bytes[name.upperBound] == UInt8(ascii: "/")
            {
                pending = (.source, 20, 0)
            }
        }
        if isMapped(first, &draft, found.address) { return true }
        var after = position
        let isFollowed = arrow(&after)
        position = after
        place(found.address, found.port ?? portAfter(), isFollowed, &draft)
        lastAddressEnd = found.end
        return true
    }

    /// Takes an address in brackets behind an address of a Cisco firewall: the same end, translated.
    func isMapped(_ start: Int, _ draft: inout EventDraft, _ address: IPAddress) -> Bool {
        guard isFirewall, start >= 2, bytes[start - 1] == UInt8(ascii: "("), bytes[start - 2] == 0x20,
            lastAddressEnd == start - 2
        else { return false }
        let isSource = draft.event.destination.address == nil
        let end = isSource ? draft.event.source.address : draft.event.destination.address
        if end != address { draft.addAddress(address, isSource ? .translatedSource : .translatedDestination) }
        return true
    }

    /// A name that stands with an address.
    func nameOf(_ name: Range<Int>, _ draft: inout EventDraft) {
        guard !NameText.isAbsent(bytes, name), NameText.looksLikeName(bytes, name) else { return }
        let isDestination = pending.map { $0.role == .destination } ?? false
        draft.takeName(isDestination ? .destinationName : .sourceName, 90, bytes, name, .none)
    }

    /// Whether an arrow follows, which is passed.
    func arrow(_ index: inout Int) -> Bool {
        var next = bytes.skippingBlanks(from: index, to: end)
        let start = next
        while next < end, bytes[next] == UInt8(ascii: "-") || bytes[next] == UInt8(ascii: "=") { next += 1 }
        guard next < end, bytes[next] == UInt8(ascii: ">"), next > start || start > index else {
            return false
        }
        index = next + 1
        return true
    }

    /// `port 443` behind an address.
    mutating func portAfter() -> UInt16? {
        let next = bytes.skippingBlanks(from: position, to: end)
        guard next > position, bytes.starts(with: "port ", at: next, end: end) else { return nil }
        var last = next + 5
        while last < end, bytes[last].isDigit { last += 1 }
        guard let number = bytes.number(next + 5..<last), number <= 0xFFFF else { return nil }
        position = last
        return UInt16(number)
    }

    mutating func place(
        _ address: IPAddress,
        _ port: UInt16?,
        _ isFollowed: Bool,
        _ draft: inout EventDraft
    ) {
        if isFollowed {
            arrowCount += 1
            if arrowCount == 1 {
                draft.offerSource(address, port, 25 + penalty)
                pending = (.destination, 25, 0)
            } else {
                draft.addAddress(address, .translatedSource)
                pending = (.translatedDestination, 25, 0)
            }
            return
        }
        if previousWord.isRecordType {
            draft.addAddress(address, .answer)
            return
        }
        let waiting = pending
        pending = nil
        switch waiting?.role {
        case .source, .client: draft.offerSource(address, port, (waiting?.rank ?? 0) + penalty)
        case .destination: draft.offerDestination(address, port, (waiting?.rank ?? 0) + penalty)
        case .translatedDestination: draft.addAddress(address, .translatedDestination)
        case .otherAddress: draft.addAddress(address, .other)
        default:
            if isResolving, !draft.hasDestination {
                draft.offerDestination(address, port, 80 + penalty)
            } else if !draft.hasSource {
                draft.offerSource(address, port, 80 + penalty)
            } else if !draft.hasDestination {
                draft.offerDestination(address, port, 80 + penalty)
            } else {
                draft.addAddress(address, .other)
            }
        }
    }
}
