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
        let end = extent.whole - 4
        let text = UnsafeRawBufferPointer(rebasing: key[min(extent.host + 1, end)..<end])
        bytes.append(percentNormalizing: text.bindMemory(to: UInt8.self).span)
        bytes.append(contentsOf: key[end...])
        return bytes.elementsEqual(key) ? nil : bytes
    }
}
