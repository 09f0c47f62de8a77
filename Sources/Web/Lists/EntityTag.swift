import HTTPTypes
import Hummingbird
import Publication
import Registry
import Reports

/// The entity tag of one serial of a list in one form (RFC 9110 §8.8.3).
struct EntityTag {
    let text: String

    /// The tag; a weak one where the text tells the time that is left, and so differs from minute to minute though the
    /// list is the same.
    init(_ list: PublishedList, _ form: String, isPacked: Bool, isWeak: Bool) {
        let moment = list.publishedAt?.seconds ?? 0
        let packed = isPacked ? "-gz" : ""
        text = "\(isWeak ? "W/" : "")\"\(list.id.number)-\(list.serial)-\(moment)-\(form)\(packed)\""
    }

    /// Whether who asks has it already.
    func isKnown(to request: Request) -> Bool {
        guard let header = request.headers[.ifNoneMatch] else { return false }
        return header.split(separator: ",").contains { part in
            let tag = part.drop { $0 == " " }
            return tag == "*" || Self.opaque(tag) == Self.opaque(text[...])
        }
    }

    private static func opaque(_ tag: Substring) -> Substring {
        let bare = tag.hasPrefix("W/") ? tag.dropFirst(2) : tag
        return bare.prefix { $0 != " " }
    }
}

extension Request {
    /// Whether the answer may be packed with gzip.
    var takesGzip: Bool {
        let accepted = headers[values: .acceptEncoding].joined(separator: ",").lowercased()
        return accepted.split(separator: ",").contains { part in
            let parts = part.split(separator: ";").map { $0.filter { $0 != " " } }
            guard let name = parts.first, name == "gzip" || name == "*" else { return false }
            return !parts.dropFirst().contains { ["q=0", "q=0.0", "q=0.00", "q=0.000"].contains($0) }
        }
    }
}
