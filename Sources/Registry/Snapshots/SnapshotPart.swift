/// A stored piece of what a source lists: its entries whose hashes begin with the same bits, in ascending order.
///
/// One entry is 32 bytes, all numbers little-endian:
/// ```
/// key hash high 8 │ key hash low 8 │ claim hash 8 │ address number 8
/// ```
public enum SnapshotPart {
    /// Bytes of one entry.
    public static let entrySize = 32
    /// How many entries a part holds on average: few enough that a small change rewrites little.
    public static let usualCount = 4096

    /// One address that a source lists.
    public struct Entry: Hashable, Sendable {
        /// The hash of its key.
        public var hash: KeyHash
        /// The hash of what the source claims of it.
        public var claimHash: UInt64
        /// Its number in the registry.
        public var address: Int64
    }

    /// The leading bits of a hash that name its part, when `count` entries are spread over parts.
    ///
    /// The bits in use stay as they are until the parts are four times too large or too small, so that most imports
    /// rewrite only the parts that changed.
    /// - Parameters:
    ///   - count: entries to store.
    ///   - current: the bits in use; nil when nothing is stored yet.
    /// - Returns: the bits to use.
    public static func bits(forCount count: Int, current: Int?) -> Int {
        var bits = 0
        while count >> bits > usualCount { bits += 1 }
        guard let current, abs(current - bits) < 2 else { return bits }
        return current
    }

    /// The part in which `hash` stands, when parts are named by `bits` leading bits.
    public static func number(of hash: KeyHash, bits: Int) -> Int {
        bits == 0 ? 0 : Int(truncatingIfNeeded: hash.high >> UInt64(64 - bits))
    }

    /// Calls `body` with the address number of each entry of a part.
    public static func forEachAddress(in bytes: UnsafeRawBufferPointer, _ body: (Int64) -> Void) {
        for index in 0..<(bytes.count / entrySize) { body(entry(bytes, at: index).address) }
    }

    static func entry(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Entry {
        func word(_ number: Int) -> UInt64 {
            let offset = index * entrySize + number * 8
            return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        return Entry(
            hash: KeyHash(high: word(0), low: word(1)),
            claimHash: word(2),
            address: Int64(bitPattern: word(3))
        )
    }

    static func append(_ entry: Entry, to bytes: inout [UInt8]) {
        let words = (
            entry.hash.high.littleEndian, entry.hash.low.littleEndian, entry.claimHash.littleEndian,
            UInt64(bitPattern: entry.address).littleEndian
        )
        withUnsafeBytes(of: words) { bytes.append(contentsOf: $0) }
    }
}
