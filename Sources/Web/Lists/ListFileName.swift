import Lists
import Publication
import Registry

/// The last part of the address under which a list is pulled: `drop.nft`, `drop.cisco-secintel-ip.md5`.
struct ListFileName {
    /// What of the list is asked for.
    enum Part: String {
        case list
        case sha256
        case md5
        case categories
    }

    let name: String
    let format: String
    let part: Part

    /// What such a part looks like.
    static let pattern = "^[a-z][a-z0-9-]{0,19}\\.[a-z0-9-]{1,40}(\\.(md5|sha256|categories))?$"

    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 || parts.count == 3 else { return nil }
        name = parts[0]
        format = parts[1]
        guard parts.count == 3 else {
            part = .list
            return
        }
        guard let part = Part(rawValue: parts[2]), part != .list else { return nil }
        self.part = part
    }

    /// The format that is asked for of a list that allows it.
    func format(of list: ListSettings) throws(Problem) -> ListFormat {
        guard let format = ListFormat(name: format, for: list) else {
            throw Problem(.notFound, "there is no format \(format)")
        }
        guard list.allows(format) else {
            throw Problem(.notFound, "this list is not given as \(format.rawValue)")
        }
        return format
    }
}
