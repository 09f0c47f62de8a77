/// Why an entry is not on a list. The raw value is a stable label for counters and scripts.
public enum LeftOutReason: String, Sendable, CaseIterable {
    /// The format has no way to write this kind of address.
    case kind = "kind-not-carried"
    /// The format is for the other family of IP addresses.
    case family = "family-not-carried"
    /// The format writes single addresses only.
    case network = "network-not-carried"
    /// It holds every address of its family: no list may.
    case everything = "everything"
    /// The name does not fit below the zone's name.
    case nameTooLong = "name-too-long"
    /// In a response policy zone the name would mean something else.
    case nameReserved = "name-reserved"
    /// The value is longer than the consumer reads.
    case valueTooLong = "value-too-long"
    /// It has ended.
    case expired = "expired"
    /// The same address came before.
    case duplicate = "duplicate"
    /// More important entries fill the list.
    case overCap = "over-cap"
    /// The format has no number left for it.
    case numbersUsedUp = "numbers-used-up"
}
