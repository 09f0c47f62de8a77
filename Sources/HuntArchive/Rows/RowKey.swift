internal import Addresses
internal import Observations

/// Where the address ends in a row's key.
enum RowKey {
    /// The length of the address key; nil when the bytes are no row's key. `known` is an address that may well be the
    /// row's, which is told faster.
    @inline(__always)
    static func addressLength(of key: UnsafeRawBufferPointer, known: [UInt8]) -> Int? {
        let count = known.count
        if count > 0, count < key.count, AddressKey.followers.contains(key[count]),
            known.withUnsafeBytes({
                ByteOrder.areEqual($0, UnsafeRawBufferPointer(rebasing: key[..<count]))
            })
        {
            return count
        }
        guard let length = AddressKey.extent(in: key)?.whole, length < key.count else { return nil }
        return length
    }
}
