internal import Addresses
internal import CRocksDB

/// The part of a row's key that RocksDB's filters know: the key of the address's host.
///
/// All rows of an address and of the URLs on it have one prefix; a domain's subdomains have their own. The prefix of a
/// prefix is itself, and prefixes are in the order of their keys, as RocksDB requires.
enum HostPrefix {
    private static let name: StaticString = "marsad.host.1"

    /// The length of the prefix; nil for keys that are no rows.
    static func length(of key: UnsafeRawBufferPointer) -> Int? {
        AddressKey.hostLength(in: key)
    }

    /// A transform for RocksDB, which takes it over.
    static func makeTransform() -> OpaquePointer {
        rocksdb_slicetransform_create(
            nil,
            { _ in },
            { _, key, length, prefixLength in
                let bytes = UnsafeRawBufferPointer(start: key, count: length)
                prefixLength?.pointee = HostPrefix.length(of: bytes) ?? length
                return UnsafeMutablePointer(mutating: key)
            },
            { _, key, length in
                HostPrefix.length(of: UnsafeRawBufferPointer(start: key, count: length)) == nil ? 0 : 1
            },
            { _, _, _ in 0 },
            { _ in UnsafeRawPointer(HostPrefix.name.utf8Start).assumingMemoryBound(to: CChar.self) }
        )
    }
}
