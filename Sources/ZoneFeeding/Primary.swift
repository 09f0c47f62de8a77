internal import Foundation
internal import Lists
internal import Registry

/// The primary of a zone, spoken to through its own tools.
struct Primary {
    /// Seconds that the primary may take for an answer.
    private static let patience = 5
    /// Seconds that one run of updates may take.
    private static let updatePatience = 60
    /// What a tool may take beyond what it was told.
    private static let grace = 5

    /// What a primary says of its zone.
    struct Answer {
        /// What the zone holds; nil when that is not said.
        var marker: ZoneMarker?
        /// The zone's serial.
        var serial: UInt32?
    }

    private let settings: ZoneFeedSettings
    private let folder: String

    /// The primary of a feed; the tools' input and output lie in `folder` meanwhile.
    init(_ settings: ZoneFeedSettings, folder: String) throws(ZoneFault) {
        try KeyFile.check(settings.keyFile)
        self.settings = settings
        self.folder = folder
    }

    private var zone: String { settings.zone.name.absolute }
    private var place: String { "\(settings.server) port \(settings.port)" }
    private var isKnot: Bool { settings.tools == .knot }
    private var package: String { isKnot ? "knot-dnsutils" : "bind9-dnsutils" }

    /// Asks what the zone holds.
    func ask() throws(ZoneFault) -> Answer {
        let tool = try ToolRun(isKnot ? "kdig" : "dig", of: package, in: folder)
        var arguments = ["@\(settings.server)", "-p", "\(settings.port)", "-k", settings.keyFile]
        arguments += ["+tcp", "+norec", "+time=\(Self.patience)", isKnot ? "+retry=0" : "+tries=1", "+noall"]
        arguments += [isKnot ? "+header" : "+comments", "+answer", zone, "TXT", zone, "SOA"]
        let outcome = try tool.run(arguments, patience: .seconds(2 * Self.patience + Self.grace))
        let reply = ToolReply(outcome)
        // Who serves no such zone refuses to be asked for it.
        if let code = reply.rejection { throw fault(code == .refused ? .noZone : code, of: reply) }
        guard outcome.status == 0, reply.isAnswered else { throw fault(.away, of: reply) }
        return Answer(marker: reply.texts.lazy.compactMap { ZoneMarker($0) }.first, serial: reply.zoneSerial)
    }

    /// Sends messages, in order, to the first that is not taken.
    /// - Returns: whether all were taken; false when the zone holds something else than the first expects.
    func send(_ messages: [ZoneUpdate.Message]) throws(ZoneFault) -> Bool {
        let tool = try ToolRun(isKnot ? "knsupdate" : "nsupdate", of: package, in: folder)
        let script = "server \(settings.server) \(settings.port)\n" + messages.map(\.text).joined()
        let outcome = try tool.run(
            ["-k", settings.keyFile, "-v", "-t", "\(Self.updatePatience)"],
            input: script,
            patience: .seconds(Self.updatePatience + Self.grace)
        )
        if outcome.status == 0 { return true }
        let reply = ToolReply(outcome)
        if reply.isOutOfStep { return false }
        throw fault(reply.rejection ?? .away, of: reply)
    }

    /// Puts a new zone file in its place and makes the primary load it, if it can be told to.
    /// - Returns: whether it was told.
    func load(from path: String, to place: String) throws(ZoneFault) -> Bool {
        guard let control = settings.control else {
            try put(path, place)
            return false
        }
        // A zone that the primary does not have yet cannot be frozen; then there is nothing to be kept still.
        if isKnot {
            let tool = try ToolRun("knotc", of: "knot", in: folder)
            let options = ["-s", control, "-b"]
            _ = try tool.run(options + ["zone-freeze", zone], patience: .seconds(Self.updatePatience))
            let loading: Result<Void, ZoneFault> = Result { () throws(ZoneFault) in
                try put(path, place)
                try require(tool, options + ["zone-reload", zone])
            }
            _ = try tool.run(options + ["zone-thaw", zone], patience: .seconds(Self.updatePatience))
            try loading.get()
        } else {
            let tool = try ToolRun("rndc", of: "bind9-utils", in: folder)
            let options = ["-c", control]
            let isFrozen = try tool.run(options + ["freeze", zone], patience: .seconds(Self.updatePatience))
            try put(path, place)
            try require(tool, options + [isFrozen.status == 0 ? "thaw" : "reload", zone])
        }
        return true
    }

    private func require(_ tool: ToolRun, _ arguments: [String]) throws(ZoneFault) {
        let outcome = try tool.run(arguments, patience: .seconds(Self.updatePatience))
        guard outcome.status == 0 else {
            let said = ToolReply(outcome).firstLine
            throw ZoneFault(
                .control,
                "zone \(settings.zone.name.text): the primary cannot be told to load its file "
                    + "(\(arguments.joined(separator: " ")): \(said)); try that as the hub's user"
            )
        }
    }

    private func put(_ path: String, _ place: String) throws(ZoneFault) {
        guard rename(path, place) == 0 else {
            throw ZoneFault(.file, "\(place) cannot be written (\(String(cString: strerror(errno))))")
        }
    }

    private func fault(_ code: ZoneFault.Code, of reply: ToolReply) -> ZoneFault {
        let said = reply.status ?? reply.firstLine
        let sentence =
            switch (code, said) {
            case (.away, _): "does not answer (\(said)): start the primary, or correct the feed's address"
            case (.key, "BADKEY"):
                "does not know the key in \(settings.keyFile) (BADKEY): give it the same name and algorithm there"
            case (.key, "BADTIME"): "finds the time wrong (BADTIME): set both clocks"
            case (.key, _):
                "does not accept the key in \(settings.keyFile) (\(said)): it has another secret; "
                    + "give both the same"
            case (.refused, _):
                "refuses (\(said)): allow this key to update the zone (acl or allow-update there)"
            case (.noZone, _):
                "does not serve this zone to this key (\(said)): add the zone there, and allow the key to update it"
            default: "answers \(said): see its log"
            }
        return ZoneFault(code, "zone \(settings.zone.name.text): \(place) \(sentence)")
    }
}
