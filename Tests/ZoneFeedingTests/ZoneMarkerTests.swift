import Lists
import Testing

@testable import ZoneFeeding

@Suite struct `The text that says what a zone holds` {
    private static let owner = ZoneMarker.Owner(list: "block-dns", origin: "0123456789abcdef", part: .names)

    @Test(arguments: [
        ZoneMarker(owner: owner, state: .init(serial: 17, cap: nil)),
        ZoneMarker(owner: owner, state: .init(serial: .max, cap: 10_000)),
        ZoneMarker(
            owner: owner,
            state: .init(serial: 17, cap: 5),
            way: .init(next: .init(serial: 18, cap: nil), step: 3)
        ),
    ])
    func `is read as it was written, and fits one string of a record`(marker: ZoneMarker) {
        #expect(ZoneMarker(marker.text) == marker)
        #expect(marker.text.utf8.count <= 255)
        #expect(!marker.text.contains { $0 == "\"" || $0 == "\\" || $0.isNewline })
    }

    @Test(arguments: [
        "", "marsad", "v=spf1 -all", "marsad list=block-dns",
        "marsad list=A origin=0 part=qname serial=1 cap=0",
        "marsad list=a origin=0 part=both serial=1 cap=0", "marsad list=a origin=0 part=ip serial=0 cap=0",
        "marsad list=a origin=0 part=ip serial=1 cap=-1",
        "marsad list=a origin=0 part=ip serial=1 cap=0 serial=2",
        "marsad list=a origin=0 part=ip serial=1 cap=0 next=2",
        "marsad  list=a origin=0 part=ip serial=1 cap=0",
        "marsad list=a origin=0 part=ip serial=1 cap=0 next=2 next-cap=0 step=0",
        "marsad list=a origin=0 part=ip serial=99999999999999999999 cap=0",
    ])
    func `is not taken from what is none`(text: String) {
        #expect(ZoneMarker(text) == nil)
    }
}
