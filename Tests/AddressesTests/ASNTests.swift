import Addresses
import Testing

@Suite struct `AS numbers` {
    @Test(arguments: [
        ("AS64496", "AS64496"), ("as64496", "AS64496"), ("ASN64496", "AS64496"), ("AS 64496", "AS64496"),
        ("asn: 64496", "AS64496"), ("AS1.10", "AS65546"), ("AS4294967294", "AS4294967294"), ("AS1", "AS1"),
    ])
    func `are written in plain decimal`(text: String, canonical: String) throws {
        #expect(try ASN(utf8: text.utf8.span).description == canonical)
    }

    @Test(arguments: [
        ("AS0", 0), ("AS4294967295", 0), ("AS99999999999", 12), ("AS", 2), ("AS1.2.3", 5), ("ASx", 2),
        ("64496", 0), ("AS1.70000", 0),
    ])
    func `that are wrong say where`(text: String, offset: Int) {
        #expect(throws: AddressError(.invalidASN, at: offset)) { try ASN(utf8: text.utf8.span) }
    }
}
