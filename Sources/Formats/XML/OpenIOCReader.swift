import Addresses
import Reports

/// OpenIOC 1.0 and 1.1: a tree of `Indicator` groups and `IndicatorItem` tests.
final class OpenIOCReader: MarkupHandler {
    private struct Group {
        let isAll: Bool
        let isNegated: Bool
        var conditions: [Condition] = []
    }

    private struct Item {
        var condition = ""
        var isNegated = false
        var search = ""
        var content = MarkupText()
    }

    private let output: FeedOutput
    private var claim = Claim()
    private var groups: [Group] = []
    private var item: Item?
    private var text = MarkupText()

    init(_ output: FeedOutput) {
        self.output = output
    }

    func start(_ name: String, _ attributes: [String: String], at place: JSONPlace) {
        text = MarkupText()
        switch name {
        case "ioc", "OpenIOC": claim.lastSeen = attributes["last-modified"].flatMap(DateReading.timestamp)
        case "Indicator":
            groups.append(
                Group(
                    isAll: attributes["operator"]?.uppercased() == "AND",
                    isNegated: Self.isNegated(attributes)
                )
            )
        case "IndicatorItem":
            item = Item(
                condition: attributes["condition"]?.lowercased() ?? "is",
                isNegated: Self.isNegated(attributes)
            )
        case "Context": item?.search = attributes["search"] ?? ""
        default: break
        }
    }

    private static func isNegated(_ attributes: [String: String]) -> Bool {
        attributes["negate"]?.lowercased() == "true"
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) { text.append(bytes) }

    func end(_ name: String, at place: JSONPlace) {
        switch name {
        case "short_description", "description", "authored_date", "link": learn(name)
        case "Content": item?.content = text
        case "IndicatorItem":
            if let item {
                add(
                    OpenIOCTest(item.search, item.condition, item.content.trimmed).condition(item.isNegated),
                    at: place
                )
            }
            item = nil
        case "Indicator":
            guard let group = groups.popLast(), !group.conditions.isEmpty else { break }
            let condition: Condition = group.isAll ? .all(group.conditions) : .any(group.conditions)
            add(group.isNegated ? .not(condition) : condition, at: place)
        default: break
        }
        text = MarkupText()
    }

    /// What the head says of all indicators.
    private func learn(_ name: String) {
        let words = text.trimmed
        switch name {
        case "short_description": claim.comment = FieldText.string(words.span, limit: Claim.maximumTextLength)
        case "authored_date":
            claim.firstSeen = DateReading.timestamp(words.span)
            if let first = claim.firstSeen { claim.lastSeen = max(claim.lastSeen ?? first, first) }
        case "description", "link": claim.category = claim.category ?? CategoryWords.category(in: words.span)
        default: break
        }
    }

    /// Reports a condition that stands for itself; keeps one that others go with.
    private func add(_ condition: Condition, at place: JSONPlace) {
        guard groups.contains(where: { $0.isAll || $0.isNegated }) else {
            output.begin(line: place.line, offset: place.offset)
            return output.report(Reduction(condition), claim)
        }
        groups[groups.count - 1].conditions.append(condition)
    }
}

/// One test of OpenIOC: a property of an item against a text.
private struct OpenIOCTest {
    private let search: String
    private let comparison: String
    private let content: [UInt8]

    init(_ search: String, _ comparison: String, _ content: [UInt8]) {
        self.search = search.lowercased()
        self.comparison = comparison
        self.content = content
    }

    func condition(_ isNegated: Bool) -> Condition {
        let isNot = isNegated != comparison.hasSuffix("not")
        return isNot ? .not(positive) : positive
    }

    private var positive: Condition {
        if Self.addresses.contains(where: search.hasPrefix) { return address }
        if search.hasSuffix("requesturi") || search == "network/string" { return target }
        if search.hasSuffix("port") { return .context("port \(FieldText.excerpt(content.span))") }
        if search.hasSuffix("protocol") || search.hasSuffix("http/method") { return .context("") }
        return .other(reason, "\(search) \(comparison) \(FieldText.excerpt(content.span))")
    }

    private static let addresses = [
        "dnsentryitem/host", "dnsentryitem/recordname", "dnsentryitem/recorddata", "portitem/remoteip",
        "network/dns", "network/uri", "network/url", "urlhistoryitem/url", "urlhistoryitem/hostname",
        "network/http/host", "network/http/uri", "network/connection/remoteip",
        "network/connection/remotehost",
        "routeentryitem/destination", "cookiehistoryitem/hostname", "filedownloadhistoryitem/sourceurl",
        "email/receivedfromip", "email/receivedfromhost",
    ]

    private var address: Condition {
        if content.first == UInt8(ascii: "/") { return target }
        let form: AddressForm
        switch comparison {
        case "is", "isnot", "contains", "containsnot": form = AddressForm(content)
        case "ends-with" where content.first == UInt8(ascii: "."):
            form = AddressForm(like: Array("%".utf8) + content)
        case "starts-with": form = AddressForm(like: content + Array("%".utf8))
        case "matches": form = AddressForm(expression: content)
        default: form = .unsayable
        }
        return form.condition(FieldText.excerpt(content.span))
    }

    private var target: Condition {
        guard content.first == UInt8(ascii: "/"), comparison == "is" else {
            return .other(.pathOnly, FieldText.excerpt(content.span))
        }
        return .path(FieldText.string(content.span))
    }

    private var reason: RejectReason {
        if search.hasSuffix("md5sum") || search.hasSuffix("sum") || search.contains("hash") {
            return .hashValue
        }
        if search.hasPrefix("email/") { return .emailAddress }
        if search.hasPrefix("fileitem/") || search.hasPrefix("processitem/path") { return .fileName }
        return .otherIndicator
    }
}
