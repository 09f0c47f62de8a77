import Addresses
import JSONOutput
import LogFormats
import Reports

/// An event as one JSON object.
struct EventText {
    let event: LogEvent
    let contact: LogContact
    let file: String
    let line: Int

    var jsonText: String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.name("file")
            writer.string(file)
            writer.name("line")
            writer.number(line)
            writer.name("format")
            writer.string(event.format.name)
            write(event.time, to: &writer)
            write("source", event.source, to: &writer)
            write("destination", event.destination, to: &writer)
            write(
                "addresses",
                event.otherAddresses.map { ($0.role.name, $0.address.description) },
                "address",
                to: &writer
            )
            write("names", event.names.map { ($0.role.name, $0.text) }, "name", to: &writer)
            write("urls", event.urls.map { ($0.role.name, $0.text) }, "url", to: &writer)
            write("action", event.action == .unstated ? nil : event.action.name, to: &writer)
            write("sensor", event.sensor, to: &writer)
            write("inside", contact.inside?.description, to: &writer)
            write("insideName", contact.insideName, to: &writer)
            if !contact.outside.isEmpty {
                writer.name("outside")
                writer.array(of: contact.outside) { $0.string($1.description) }
            }
            write("direction", contact.direction.name, to: &writer)
        }
        return writer.text
    }

    private func write(_ name: StaticString, _ text: String?, to writer: inout JSONWriter) {
        guard let text else { return }
        writer.name(name)
        writer.string(text)
    }

    private func write(_ time: LogTime?, to writer: inout JSONWriter) {
        guard let time else { return }
        write("time", Self.text(time), to: &writer)
        write("zone", time.isZoneStated ? "stated" : "assumed", to: &writer)
    }

    private func write(_ name: StaticString, _ end: LogEndpoint, to writer: inout JSONWriter) {
        guard end.address != nil || end.port != nil else { return }
        writer.name(name)
        writer.object { writer in
            write("ip", end.address?.description, to: &writer)
            guard let port = end.port else { return }
            writer.name("port")
            writer.number(port)
        }
    }

    private func write(
        _ name: StaticString,
        _ values: [(role: String, text: String)],
        _ textName: StaticString,
        to writer: inout JSONWriter
    ) {
        guard !values.isEmpty else { return }
        writer.name(name)
        writer.array(of: values) { writer, value in
            writer.object { writer in
                write("role", value.role, to: &writer)
                write(textName, value.text, to: &writer)
            }
        }
    }

    /// RFC 3339 in UTC with as many digits of the second as there are.
    private static func text(_ time: LogTime) -> String {
        let whole = time.timestamp.description
        guard time.nanoseconds != 0 else { return whole }
        var digits = "\(1_000_000_000 + Int(time.nanoseconds))".dropFirst()
        while digits.last == "0" { digits = digits.dropLast() }
        return "\(whole.dropLast()).\(digits)Z"
    }
}
