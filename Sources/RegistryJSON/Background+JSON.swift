internal import Addresses
public import Enrichment
public import JSONOutput

extension JSONWriter {
    /// Writes what is known of an address by where it lies, as the fields of an object; what is not known is left out.
    /// - Parameters:
    ///   - background: what is known.
    ///   - members: the codes of members by number.
    public mutating func fields(_ background: AddressBackground, members: [Int64: String]) {
        let geography = background.geography
        field("country", geography.country?.value.text)
        field("asn", geography.system.map { "\($0.value)" })
        field("organisation", geography.organisation?.value)
        field("registrableDomain", background.registrableDomain?.text)
        field("publicSuffix", background.publicSuffix?.text)
        field("reserved", background.reservation)
        field("member", background.member.flatMap { members[$0] })
    }
}
