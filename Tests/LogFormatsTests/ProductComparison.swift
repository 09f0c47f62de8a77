import Addresses
import Foundation
import LogFormats
import Reports

/// A record of the corpus: a message, and what another parser made of it in the words of the Elastic Common Schema.
///
/// What is compared, and by which rules:
/// - *time*: `@timestamp`, to the millisecond. The reader is told the year that the record expects, since RFC 3164 times
///   have none.
/// - *source*: `source.ip`, else `client.ip`; *destination*: `destination.ip`, else `server.ip`. An end may be seen on
///   either side of a translation or a proxy: the expectation's two faces (`ip`, `nat.ip`) must hold our source, and our
///   two faces (the end, and what is translated or forwarded) must hold the expected one. A `server.ip` may be the device
///   that wrote the log. Where record and event know one address only and it is the same, the end does not matter: the
///   parsers of two products call the server of one and the same BIND message source and server.
/// - *names*: `dns.question.name`, `url.domain`, the `domain` of the four ends, the server name of TLS; each must be among
///   our names or be our device. A name is left out when it is no domain name (one label, a mail address, an IP address) or
///   when the message does not have it: then the other parser looked it up or made it.
/// - *URL*: `url.original`, among our URLs or as the one put together; left out when the message does not have it.
/// A record agrees when everything that is left to compare agrees; one with nothing to compare does not count.
struct ProductComparison {
    let message: String
    private let expected: [String: Any]

    init?(_ line: Substring) throws {
        guard let record = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
            let message = record["message"] as? String, let expected = record["expected"] as? [String: Any]
        else { return nil }
        self.message = message
        self.expected = expected
    }

    /// The moment that the record expects.
    var time: Date? {
        guard let text = string("@timestamp") else { return nil }
        return try? Date(
            text,
            strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: text.contains("."))
        )
    }

    /// What disagrees; nil when there is nothing to compare.
    func disagreements(_ event: LogEvent?) -> [String]? {
        let results = [
            compareTime(event), compareEnd(event, isSource: true), compareEnd(event, isSource: false),
            compareNames(event), compareURL(event),
        ].compactMap { $0 }
        return results.isEmpty ? nil : results.filter { !$0.isEmpty }
    }

    private func compareTime(_ event: LogEvent?) -> String? {
        guard let time else { return nil }
        let found = event?.time.map { Double($0.seconds) + Double($0.nanoseconds) / 1e9 }
        return found.map { abs($0 - time.timeIntervalSince1970) < 0.0011 } ?? false ? "" : "time \(time)"
    }

    private func compareEnd(_ event: LogEvent?, isSource: Bool) -> String? {
        let keys = isSource ? ["source", "client"] : ["destination", "server"]
        guard let wanted = keys.lazy.compactMap({ address("\($0).ip") }).first else { return nil }
        guard let event else { return "\(keys[0]) \(wanted)" }
        let end = isSource ? event.source.address : event.destination.address
        let roles: Set<LogAddress.Role> =
            isSource ? [.translatedSource, .client, .forwardedFor] : [.translatedDestination]
        let others = event.otherAddresses.filter { roles.contains($0.role) }.map(\.address)
        let faces = [wanted] + keys.compactMap { address("\($0).nat.ip") }
        if let end, faces.contains(end), ([end] + others).contains(wanted) { return "" }
        let devices = event.otherAddresses.filter { $0.role == .sensor }.map(\.address)
        if !isSource, address("destination.ip") == nil, devices.contains(wanted) { return "" }
        let allExpected = Set(
            ["source", "client", "destination", "server"].compactMap { address("\($0).ip") }
        )
        let allFound = Set(
            [event.source.address, event.destination.address].compactMap { $0 }
                + event.otherAddresses.filter { $0.role != .sensor }.map(\.address)
        )
        return allExpected == [wanted] && allFound == [wanted] ? "" : "\(keys[0]) \(wanted)"
    }

    private func compareNames(_ event: LogEvent?) -> String? {
        let keys = [
            "dns.question.name", "url.domain", "destination.domain", "server.domain",
            "tls.client.server_name",
            "source.domain", "client.domain",
        ]
        let text = message.lowercased()
        let wanted = Set(keys.compactMap(string).map(Self.plain)).filter {
            text.contains($0) && (try? DomainName($0)) != nil
        }
        guard !wanted.isEmpty else { return nil }
        let found = Set((event?.names.map(\.text) ?? []).map(Self.plain) + [Self.plain(event?.sensor ?? "")])
        let missing = wanted.subtracting(found)
        return missing.isEmpty ? "" : "names \(missing.sorted())"
    }

    private func compareURL(_ event: LogEvent?) -> String? {
        guard let wanted = string("url.original"), !wanted.isEmpty,
            message.lowercased().replacing("\\/", with: "/").contains(wanted.lowercased())
        else { return nil }
        let found = (event?.urls.map(\.text) ?? []) + [event?.requestedURL].compactMap { $0 }
        return found.contains(wanted) ? "" : "URL \(wanted)"
    }

    private static func plain(_ name: String) -> String {
        let lower = name.lowercased()
        return lower.hasSuffix(".") ? String(lower.dropLast()) : lower
    }

    private func address(_ path: String) -> IPAddress? {
        string(path).flatMap { try? IPAddress($0) }
    }

    private func string(_ path: String) -> String? {
        if path.hasPrefix("@") { return expected[path] as? String }
        var value: Any? = expected
        for key in path.split(separator: ".") { value = (value as? [String: Any])?[String(key)] }
        return value as? String
    }
}
