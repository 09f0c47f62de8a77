internal import Lists
public import Registry
public import Reports

/// Asks resolvers which serial of a list they hold: their zone's own serial, and the text beside it.
public struct ResolverInquiry: Sendable {
    /// Seconds that a resolver may take for an answer.
    private static let patience = 3
    /// What a tool may take beyond what it was told, in seconds.
    private static let grace = 5

    private let folder: String
    private let now: @Sendable () -> Timestamp

    /// An inquiry whose tools' output lies in `folder` meanwhile.
    public init(folder: String, now: @escaping @Sendable () -> Timestamp) {
        self.folder = folder
        self.now = now
    }

    /// Asks a resolver.
    /// - Returns: what it holds now; what it held before, with a fault, where it says nothing.
    public func ask(_ resolver: ZoneResolver) -> ZoneResolver.Finding {
        var finding = resolver.finding
        do throws(ZoneFault) {
            let reply = try reply(resolver)
            finding.answeredAt = now()
            finding.zoneSerial = reply.zoneSerial
            finding.serial = reply.texts.lazy.compactMap { ZoneMarker($0) }.first?.state.serial
            finding.fault =
                reply.zoneSerial == nil ? "does not hold the zone (\(reply.status ?? "no SOA"))" : nil
        } catch { finding.fault = error.description }
        return finding
    }

    private func reply(_ resolver: ZoneResolver) throws(ZoneFault) -> ToolReply {
        try ToolFolder.make(folder)
        let isKnot = resolver.tools == .knot
        let tool = try ToolRun(
            isKnot ? "kdig" : "dig",
            of: isKnot ? "knot-dnsutils" : "bind9-dnsutils",
            in: folder
        )
        let zone = resolver.zone.absolute
        var arguments = ["@\(resolver.server)", "-p", "\(resolver.port)", "+norec", "+time=\(Self.patience)"]
        arguments += [
            isKnot ? "+retry=0" : "+tries=1", "+noall", isKnot ? "+header" : "+comments", "+answer",
        ]
        arguments += [zone, "TXT", zone, "SOA"]
        let outcome = try tool.run(arguments, patience: .seconds(2 * Self.patience + Self.grace))
        let reply = ToolReply(outcome)
        guard reply.isAnswered || reply.status != nil else {
            throw ZoneFault(
                .away,
                "\(resolver.server) port \(resolver.port) does not answer (\(reply.firstLine))"
            )
        }
        return reply
    }
}
