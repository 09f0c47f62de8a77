import Addresses
import LogFormats
import Reports

/// An event as one JSON object.
enum EventText {
    static func json(_ event: LogEvent, _ rule: InsideRule, _ file: String, _ line: Int) -> String {
        let contact = rule.contact(event)
        return JSONText.object([
            ("file", JSONText.string(file)),
            ("line", "\(line)"),
            ("format", JSONText.string(event.format.name)),
            ("time", event.time.map { JSONText.string(text($0)) }),
            ("zone", event.time.map { JSONText.string($0.isZoneStated ? "stated" : "assumed") }),
            ("source", end(event.source)),
            ("destination", end(event.destination)),
            (
                "addresses",
                list(event.otherAddresses.map { tagged($0.role.name, "address", $0.address.description) })
            ),
            ("names", list(event.names.map { tagged($0.role.name, "name", $0.text) })),
            ("urls", list(event.urls.map { tagged($0.role.name, "url", $0.text) })),
            ("action", event.action == .unstated ? nil : JSONText.string(event.action.name)),
            ("sensor", event.sensor.map(JSONText.string)),
            ("inside", contact.inside.map { JSONText.string($0.description) }),
            ("insideName", contact.insideName.map(JSONText.string)),
            ("outside", list(contact.outside.map { JSONText.string($0.description) })),
            ("direction", JSONText.string(contact.direction.name)),
        ])
    }

    /// RFC 3339 in UTC with as many digits of the second as there are.
    private static func text(_ time: LogTime) -> String {
        let whole = time.timestamp.description
        guard time.nanoseconds != 0 else { return whole }
        var digits = "\(1_000_000_000 + Int(time.nanoseconds))".dropFirst()
        while digits.last == "0" { digits = digits.dropLast() }
        return "\(whole.dropLast()).\(digits)Z"
    }

    private static func end(_ end: LogEndpoint) -> String? {
        guard end.address != nil || end.port != nil else { return nil }
        return JSONText.object([
            ("ip", end.address.map { JSONText.string($0.description) }),
            ("port", end.port.map { "\($0)" }),
        ])
    }

    private static func tagged(_ role: String, _ name: String, _ text: String) -> String {
        JSONText.object([("role", JSONText.string(role)), (name, JSONText.string(text))])
    }

    private static func list(_ values: [String]) -> String? {
        values.isEmpty ? nil : JSONText.array(values)
    }
}
