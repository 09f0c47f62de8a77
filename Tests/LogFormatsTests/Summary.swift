import Addresses
import LogFormats
import Reports

/// An event in one line of text, for tables of expectations.
enum Summary {
    static func of(_ event: LogEvent) -> String {
        var parts = [event.format.name]
        if let time = event.time { parts.append(text(time)) }
        if let source = end(event.source) { parts.append("from \(source)") }
        if let destination = end(event.destination) { parts.append("to \(destination)") }
        parts += event.otherAddresses.map { "\($0.role.name)=\($0.address)" }
        parts += event.names.map { "\($0.role.name)=\($0.text)" }
        parts += event.urls.map { "\($0.role.name)=\($0.text)" }
        if event.action != .unstated { parts.append(event.action.name) }
        if let sensor = event.sensor { parts.append("by \(sensor)") }
        return parts.joined(separator: " ")
    }

    /// The moment in UTC; `?` where the zone and `!` where the year was assumed.
    static func text(_ time: LogTime) -> String {
        let fraction = time.nanoseconds == 0 ? "" : ".\(digits(time.nanoseconds))"
        let doubts = (time.isZoneStated ? "" : "?") + (time.isYearStated ? "" : "!")
        return "\(time.timestamp.description.dropLast())\(fraction)Z\(doubts)"
    }

    private static func digits(_ nanoseconds: Int32) -> Substring {
        var digits = "\(1_000_000_000 + Int(nanoseconds))".dropFirst()
        while digits.last == "0" { digits = digits.dropLast() }
        return digits
    }

    private static func end(_ end: LogEndpoint) -> String? {
        guard end.address != nil || end.port != nil else { return nil }
        let address = end.address?.description ?? "?"
        return end.port.map { "\(address) port \($0)" } ?? address
    }
}

/// Reads lines as one stream.
struct Reading {
    private(set) var events: [LogEvent] = []
    private(set) var outcomes: [LogOutcome] = []

    static let options = LogOptions(now: 1_782_000_000)

    init(_ lines: [String], format: LogFormat? = nil, options: LogOptions = Self.options) {
        var reader = LogReader(format: format, options: options)
        for line in lines {
            let bytes = Array(line.utf8)
            outcomes.append(reader.read(bytes.span) { events.append($0) })
        }
        reader.finish { events.append($0) }
    }

    var summaries: [String] { events.map(Summary.of) }
}
