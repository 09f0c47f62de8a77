internal import Addresses

/// How the keys of observed URLs are written: percent-encoded unreserved characters decoded and the digits of the other
/// escapes in upper case (RFC 3986 §6.2.2), so that no notation hides a URL from a hunt.
public enum ObservedURL {
    /// The key of an address in that form.
    /// - Parameter key: the key of any address.
    /// - Returns: nil when `key` is in that form already, as keys of other kinds always are.
    /// - Complexity: the length of the key; what is no URL with an escape is told by one pass.
    public static func normalized(_ key: UnsafeRawBufferPointer) -> [UInt8]? {
        guard key.contains(UInt8(ascii: "%")), let extent = AddressKey.extent(in: key),
            extent.whole > extent.host,
            extent.whole == key.count
        else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(key.count)
        bytes.append(contentsOf: key[...extent.host])
        var index = extent.host + 1
        let end = extent.whole - 4
        while index < end {
            if key[index] == UInt8(ascii: "%"), index + 2 < end, let high = digit(key[index + 1]),
                let low = digit(key[index + 2])
            {
                append(escaped: high << 4 | low, to: &bytes)
                index += 3
            } else {
                bytes.append(key[index])
                index += 1
            }
        }
        bytes.append(contentsOf: key[end...])
        return bytes.elementsEqual(key) ? nil : bytes
    }

    private static func append(escaped byte: UInt8, to bytes: inout [UInt8]) {
        if isUnreserved(byte) {
            bytes.append(byte)
        } else {
            bytes.append(UInt8(ascii: "%"))
            for digit in [byte >> 4, byte & 15] {
                bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10)
            }
        }
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        if byte &- 0x30 < 10 { return byte &- 0x30 }
        let letter = (byte | 0x20) &- 0x61
        return letter < 6 ? letter + 10 : nil
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "~")
    }
}
