import Addresses
import Formats
import Reports

/// Gathers what a feed lists.
struct AddressSink: FeedSink {
    var addresses: [String] = []
    var rejects: [Reject] = []

    mutating func accept(_ address: Address, claim: Claim, line: Int) { addresses.append("\(address)") }

    mutating func reject(_ reject: Reject) { rejects.append(reject) }
}
