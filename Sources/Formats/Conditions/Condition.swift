import Addresses
import Reports

/// What an indicator asks for, in whatever language it was written: STIX patterns, CybOX, OpenIOC.
indirect enum Condition {
    /// One of these addresses is seen.
    case address(SoughtAddress)
    /// The path of a URL whose host stands beside it.
    case path(String)
    /// Something that goes with an address and narrows little: a port, a protocol; empty when it says nothing.
    case context(String)
    /// Something that is no address, or an address in a way that no report can say.
    case other(RejectReason, String)
    /// All of these in one place.
    case all([Condition])
    /// One of these.
    case any([Condition])
    /// The condition is not met.
    case not(Condition)
    /// The condition is met so many times.
    case repeated(Condition, times: Int)
    /// The condition is met in a span of time.
    case during(Condition, start: Timestamp?, stop: Timestamp?)
}

/// Addresses in a condition.
struct SoughtAddress {
    /// What the address is to the others in the same condition.
    enum Part {
        /// It is what is looked for.
        case subject
        /// It is what a name beside it resolved to.
        case resolution
    }

    var addresses: [Address]
    var scope = MatchScope.exact
    var part = Part.subject
}
