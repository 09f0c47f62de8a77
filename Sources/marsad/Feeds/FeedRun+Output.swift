import Feeds
import Fetching

extension FeedRun.Outcome {
    /// What came of a run, on one line.
    var text: String {
        switch self {
        case .notModified: "not modified"
        case .applied(let reading, let change):
            "\(reading.accepted) accepted, \(reading.faults) faults, \(reading.leftOut) left out; "
                + "\(change.added) added, \(change.changed) changed, \(change.unchanged) unchanged, "
                + "\(change.retired) retired"
                + (reading.allowlisted.map { "; \($0) held by allowlists" } ?? "")
        case .held(let reading, let reason): "held: \(reason) (\(reading.accepted) accepted)"
        case .failed(let failure): "failed: \(failure)"
        }
    }

    /// Whether nobody needs to look at it.
    var isWell: Bool {
        switch self {
        case .notModified, .applied: true
        case .held, .failed: false
        }
    }
}

extension FeedOrigin {
    /// Where it is, for people.
    var place: String {
        switch self {
        case .web(let resource), .mispFeed(let resource): resource.url
        case .file(let path): path
        case .taxii(let collection): collection.url
        case .mispServer(let server): server.url
        case .maildir(let maildir): maildir.path
        }
    }
}
