internal import Addresses
public import JSONOutput
internal import Lists
public import Registry
internal import Reports

extension JSONWriter {
    /// Writes a zone that follows a list, and how it stands, as an object.
    public mutating func value(_ feed: ZoneFeed, _ resolvers: [ZoneResolver] = []) {
        let (settings, standing) = (feed.settings, feed.standing)
        object { writer in
            writer.field("zone", settings.zone.name.text)
            writer.field("list", settings.list.text)
            writer.field("part", settings.zone.part.rawValue)
            writer.field("server", settings.server.description)
            writer.field("port", Int(settings.port))
            writer.field("tools", settings.tools.rawValue)
            writer.field("keyFile", settings.keyFile)
            writer.field("zoneFile", settings.zoneFile)
            writer.field("control", settings.control)
            writer.field("listSerial", feed.listSerial)
            writer.field("serial", standing.serial)
            writer.field("at", standing.at)
            writer.field("fileSerial", standing.fileSerial)
            writer.field("fault", standing.fault)
            writer.field("faultSince", standing.faultSince)
            writer.field("createdAt", feed.createdAt)
            writer.array("resolvers", of: resolvers) { $0.value($1) }
        }
    }

    /// Writes what a resolver was found to hold as an object.
    public mutating func value(_ resolver: ZoneResolver) {
        object { writer in
            writer.field("name", resolver.name.text)
            writer.field("server", resolver.server.description)
            writer.field("port", Int(resolver.port))
            writer.field("serial", resolver.finding.serial)
            writer.field("zoneSerial", resolver.finding.zoneSerial.map { Int64($0) })
            writer.field("answeredAt", resolver.finding.answeredAt)
            writer.field("fault", resolver.finding.fault)
        }
    }
}
