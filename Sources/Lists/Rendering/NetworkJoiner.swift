internal import Addresses
internal import Reports

/// Joins networks that come in order: what lies inside another is dropped, and two halves become the whole.
///
/// It holds the left halves that still wait for their right one, at most one for each prefix length. The networks that
/// come out hold exactly the addresses of those that went in; a whole family is never made of its halves.
struct NetworkJoiner {
    /// Whether halves become the whole; inner networks are dropped in any case.
    let joins: Bool
    private var waiting: [(network: IPNetwork, entry: ListEntry)] = []
    private var last: IPNetwork?
    /// Entries that came out within others.
    private(set) var folded = 0

    init(joins: Bool) {
        self.joins = joins
    }

    /// Takes the next network, and appends those that are done.
    mutating func add(_ network: IPNetwork, _ entry: ListEntry, to done: inout [ListEntry]) {
        if let last, last.contains(network) {
            folded += 1
            return
        }
        last = network
        guard joins else { return done.append(entry) }
        if let top = waiting.last, !(top.network.parent?.contains(network) ?? false) { flush(to: &done) }
        waiting.append((network, entry))
        while waiting.count > 1, let joined = joinedTop {
            folded += 1
            waiting.removeLast(2)
            waiting.append(joined)
        }
        if let top = waiting.last, top.network.isRightHalf || top.network.prefixLength <= 1 {
            flush(to: &done)
        }
    }

    /// Appends all that still wait.
    mutating func flush(to done: inout [ListEntry]) {
        for block in waiting {
            var entry = block.entry
            entry.address = Address(block.network)
            done.append(entry)
        }
        waiting.removeAll(keepingCapacity: true)
    }

    /// The whole of the last two, if they are its halves and end together. It takes the higher score with its category.
    private var joinedTop: (network: IPNetwork, entry: ListEntry)? {
        let (left, right) = (waiting[waiting.count - 2], waiting[waiting.count - 1])
        guard left.network.prefixLength == right.network.prefixLength, left.network.prefixLength > 1,
            left.entry.expiry == right.entry.expiry, let parent = left.network.parent,
            parent == right.network.parent
        else { return nil }
        return (parent, left.entry.score >= right.entry.score ? left.entry : right.entry)
    }
}

extension IPNetwork {
    /// The network of twice the size around this one.
    var parent: IPNetwork? { IPNetwork(containing: base, prefixLength: prefixLength - 1) }

    /// Whether it is the upper half of ``parent``.
    var isRightHalf: Bool { base.bits >> UInt128(base.width - prefixLength) & 1 == 1 }
}
