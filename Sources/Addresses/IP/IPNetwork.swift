/// A CIDR block: all addresses that share their first `prefixLength` bits.
public struct IPNetwork: Hashable, Sendable {
    /// The lowest address of the block.
    public let base: IPAddress
    /// Shared leading bits: 0…32 for IPv4, 0…128 for IPv6.
    public let prefixLength: Int

    /// The block of `prefixLength` bits that `address` lies in; nil when the length does not fit the family.
    public init?(containing address: IPAddress, prefixLength: Int) {
        guard prefixLength >= 0, prefixLength <= address.width else { return nil }
        self.prefixLength = prefixLength
        base = IPAddress(
            bits: address.bits & ~Self.hostMask(width: address.width, prefixLength: prefixLength)
        )
    }

    /// The block of one address.
    public init(_ address: IPAddress) {
        base = address
        prefixLength = address.width
    }

    /// Whether the block is of IPv4 addresses.
    public var isIPv4: Bool { base.isIPv4 }

    /// The highest address of the block.
    public var last: IPAddress {
        IPAddress(bits: base.bits | Self.hostMask(width: base.width, prefixLength: prefixLength))
    }

    /// Whether the block holds one address only.
    public var isSingleAddress: Bool { prefixLength == base.width }

    /// Whether `address` lies in the block.
    public func contains(_ address: IPAddress) -> Bool {
        address.isIPv4 == isIPv4 && base <= address && address <= last
    }

    /// Whether every address of `other` lies in the block.
    public func contains(_ other: IPNetwork) -> Bool {
        other.prefixLength >= prefixLength && contains(other.base)
    }

    /// The narrowest block that holds this one and `address`, which is of the same family.
    public func joined(with address: IPAddress) -> IPNetwork? {
        let common = (base.bits ^ address.bits).leadingZeroBitCount - (128 - base.width)
        return IPNetwork(containing: address, prefixLength: min(prefixLength, common))
    }

    private static func hostMask(width: Int, prefixLength: Int) -> UInt128 {
        let hostBits = width - prefixLength
        return hostBits == 128 ? UInt128.max : (1 << UInt128(hostBits)) - 1
    }
}

extension IPNetwork: Comparable {
    /// By lowest address, then widest first: a block stands before the blocks inside it.
    public static func < (left: IPNetwork, right: IPNetwork) -> Bool {
        (left.base, left.prefixLength) < (right.base, right.prefixLength)
    }
}

extension IPNetwork: CustomStringConvertible {
    /// `base/prefixLength`.
    public var description: String {
        var text = ASCIIText(capacity: 50)
        base.append(to: &text)
        text.append(UInt8(ascii: "/"))
        text.append(decimal: UInt(prefixLength))
        return text.string
    }
}

extension IPNetwork {
    /// The least set of blocks that together hold exactly the addresses `first` to `last`, in order.
    /// - Parameters:
    ///   - first: the lowest address.
    ///   - last: the highest address, of the same family.
    /// - Returns: one block or more, lowest first.
    /// - Throws: ``AddressError/Reason/invalidRange`` when the families differ or `last` is below `first`.
    public static func covering(
        from first: IPAddress,
        through last: IPAddress
    ) throws(AddressError) -> [IPNetwork] {
        guard first.isIPv4 == last.isIPv4, first <= last else { throw AddressError(.invalidRange) }
        var blocks: [IPNetwork] = []
        var next = first.bits
        while true {
            let aligned = min(next.trailingZeroBitCount, first.width)
            var hostBits = aligned
            while hostBits > 0, next | hostMask(width: 128, prefixLength: 128 - hostBits) > last.bits {
                hostBits -= 1
            }
            guard
                let block = IPNetwork(
                    containing: IPAddress(bits: next),
                    prefixLength: first.width - hostBits
                )
            else { break }
            blocks.append(block)
            let end = block.last.bits
            if end >= last.bits { break }
            next = end + 1
        }
        return blocks
    }

    /// Reads `address/length`; host bits that are set are cleared.
    ///
    /// An IPv4-mapped block of length 96 or more becomes the IPv4 block. `address/netmask` is read too.
    /// - Parameter bytes: the network alone, UTF-8.
    /// - Throws: ``AddressError`` with the byte that is wrong.
    public init(utf8 bytes: Span<UInt8>) throws(AddressError) {
        guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")) else {
            throw AddressError(.invalidPrefixLength, at: bytes.count)
        }
        let address = try IPAddress(utf8: bytes.extracting(0..<slash))
        let rest = bytes.extracting(slash + 1..<bytes.count)
        let length = try Self.prefixLength(rest, at: slash + 1, of: address, textIsIPv6: bytes.contains(0x3A))
        guard let network = IPNetwork(containing: address, prefixLength: length) else {
            throw AddressError(.invalidPrefixLength, at: slash + 1)
        }
        self = network
    }

    /// Reads `address/length`; see ``init(utf8:)``.
    /// - Parameter text: the network alone.
    /// - Throws: ``AddressError`` with the byte that is wrong.
    public init(_ text: String) throws(AddressError) {
        try self.init(utf8: text.utf8.span)
    }

    private static func prefixLength(
        _ bytes: Span<UInt8>,
        at offset: Int,
        of address: IPAddress,
        textIsIPv6: Bool
    ) throws(AddressError) -> Int {
        if bytes.contains(UInt8(ascii: ".")) {
            guard address.isIPv4, let mask = try? IPAddress.parseIPv4(bytes) else {
                throw AddressError(.invalidPrefixLength, at: offset)
            }
            let length = (~mask).leadingZeroBitCount
            guard length == 32 || mask << UInt32(length) == 0 else {
                throw AddressError(.invalidPrefixLength, at: offset)
            }
            return length
        }
        guard (1...3).contains(bytes.count) else { throw AddressError(.invalidPrefixLength, at: offset) }
        var length = 0
        for index in bytes.indices {
            guard let digit = bytes[index].decimalDigit else {
                throw AddressError(.invalidPrefixLength, at: offset + index)
            }
            length = length * 10 + Int(digit)
        }
        if textIsIPv6, address.isIPv4 { length -= 96 }
        guard (0...address.width).contains(length) else {
            throw AddressError(.invalidPrefixLength, at: offset)
        }
        return length
    }
}
