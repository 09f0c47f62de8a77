public import Registry

/// Something that keeps a list from being published by itself.
public enum ListObjection: Hashable, Sendable {
    /// Addresses were reported that no list may block: so many, the first of them by name.
    case unblockable([WithheldAddress], count: Int)
    /// So many of its entries would go at once.
    case loss(Int, of: Int)
    /// So many would come at once to those that it has.
    case gain(Int, to: Int)

    /// The objection for logs, records and programs.
    var sentence: String {
        switch self {
        case .unblockable(let addresses, let count):
            let named = addresses.map { "\($0.address) (\($0.reason))" }.joined(separator: ", ")
            let more = count - addresses.count
            return "\(count) reported that no list may block: \(named)\(more > 0 ? " and \(more) more" : "")"
                + "; they stay off it: see who reports them"
        case .loss(let lost, let entries):
            return "it would lose \(lost) of \(entries) entries at once"
        case .gain(let added, let entries):
            return "it would gain \(added) entries at once, having \(entries)"
        }
    }
}
