import TestSupport
import Testing

@testable import Registry

@Suite struct `Hash keys` {
    /// Computed with `openssl mac -macopt size:16 SIPHASH` under the key 00 01 … 0f of the bytes 00 01 … .
    @Test(arguments: [
        (0, "a3817f04ba25a8e66df67214c7550293"), (1, "da87c1d86b99af44347659119b22fc45"),
        (7, "a1f1ebbed8dbc153c0b84aa61ff08239"), (8, "3b62a9ba6258f5610f83e264f31497b4"),
        (15, "5493e99933b0a8117e08ec0f97cfc3d9"), (16, "6ee2a4ca67b054bbfd3315bf85230577"),
        (21, "568e495abe525a218a2214cd3e071d12"),
    ])
    func `hash as SipHash-2-4 with 128 bits does`(count: Int, expected: String) throws {
        let key = try #require(HashKey(bytes: Array(0..<16)))
        let hash = (0..<UInt8(count)).map(\.self).withUnsafeBytes { key.hash($0) }
        #expect(hex(hash.high) + hex(hash.low) == expected)
    }

    @Test func `come back from their bytes`() throws {
        let key = Drafts.hashKey(1)
        #expect(HashKey(bytes: key.bytes) == key)
        #expect(HashKey(bytes: Array(key.bytes.dropLast())) == nil)
        #expect(Drafts.hashKey(2) != key)
    }

    /// The bytes of a word, least significant first.
    private func hex(_ word: UInt64) -> String {
        (0..<8).map { index in
            let byte = String(UInt8(truncatingIfNeeded: word >> UInt64(8 * index)), radix: 16)
            return byte.count == 1 ? "0" + byte : byte
        }.joined()
    }
}
