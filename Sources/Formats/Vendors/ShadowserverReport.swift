import Reports

/// A report of the Shadowserver Foundation: CSV whose columns follow the report's type, which the file is named by.
///
/// What the types say of their addresses is a table; a type that is not in it is told by its columns, for their names follow
/// one scheme: `ip` and `port` of a service, `src_ip` and `dst_ip` of an event, `url` and `http_host` of a site.
struct ShadowserverReport {
    /// How the addresses of a report are to be taken.
    enum Kind {
        /// A system of the constituency that offers or lacks something: to inform, not to block.
        case service
        /// The far end of a connection that a sensor saw.
        case event(Category?)
        /// The same, to inform only.
        case notice(Category?)
        /// A site: its URL, else its name.
        case site(Category?)
        /// A host by its address.
        case host(Category?)
        /// Whose address was attacked.
        case victim
    }

    let kind: Kind

    /// The report of a file with these columns.
    init(fileName: String, columns: [String]) {
        let names = Set(columns)
        kind = Self.kind(ofFile: fileName) ?? Self.kind(of: names)
    }

    /// Whether a table has the columns that only these reports have.
    static func isReport(_ columns: [String]) -> Bool {
        let names = Set(columns)
        guard names.contains("timestamp") else { return false }
        return names.contains("naics") || names.contains("src_naics") || names.contains("dst_naics")
            || names.isSuperset(of: ["severity", "tag", "geo", "asn"])
            || names.isSuperset(of: ["src_ip", "src_asn", "src_geo"])
    }

    private static func kind(of names: Set<String>) -> Kind {
        if names.contains("src_ip") {
            return .event(names.contains("family") || names.contains("infection") ? .infectedSystem : nil)
        }
        if names.contains("url") || names.contains("http_host") { return .site(nil) }
        return names.contains("port") ? .service : .host(nil)
    }

    /// Names such as `2026-11-23-scan_telnet-country-iso.csv`: the type follows the date, and ends before a hyphen.
    private static func kind(ofFile name: String) -> Kind? {
        let file = name.split(whereSeparator: { $0 == "/" || $0 == "!" }).last ?? ""
        let parts = file.prefix { $0 != "." }.split(separator: "-")
        guard let type = parts.first(where: { !$0.allSatisfy(\.isNumber) }) else { return nil }
        for (kind, types) in table where types.split(separator: " ").contains(type) { return kind }
        let services = ["scan_", "scan6_", "population_", "population6_", "device_id"]
        return services.contains(where: type.hasPrefix) ? .service : nil
    }

    private static let table: [(Kind, String)] = [
        (
            .event(.infectedSystem),
            "event4_sinkhole event6_sinkhole event4_sinkhole_http event6_sinkhole_http event4_microsoft_sinkhole "
                + "event4_microsoft_sinkhole_http botnet_drone drone microsoft_sinkhole sinkhole_http_drone sinkhole6_http"
        ),
        (.event(.loginAttempt), "event4_honeypot_brute_force drone_brute_force"),
        (
            .event(.scanning),
            "event4_honeypot_http_scan event4_honeypot_ics_scan event4_honeypot_rdp_scan event4_honeypot_smb_scan "
                + "event4_honeypot_adb_scan event4_honeypot_ikev2_scan event4_honeypot_rocketmq_scan hp_http_scan "
                + "hp_ics_scan event4_honeypot_darknet darknet"
        ),
        (
            .event(.denialOfService),
            "event4_honeypot_ddos event4_honeypot_ddos_target event4_ddos_participant"
        ),
        (.victim, "event4_honeypot_ddos_amp amplification_ddos_victim"),
        (.notice(nil), "event4_ip_spoofer caida_ip_spoofer event4_sinkhole_dns sinkhole_dns sandbox_conn"),
        (.notice(.systemCompromise), "event4_sinkhole_http_referer event6_sinkhole_http_referer"),
        (.site(.systemCompromise), "compromised_website compromised_website6"),
        (.site(.malwareDistribution), "malware_url sandbox_url"),
        (.site(.phishing), "phish_url"),
        (.site(.spam), "spam_url"),
        (.host(nil), "blocklist blacklist"),
        (.host(.commandAndControl), "cc_ip ccip botnet_ccip botnet_cc"),
        (.host(.systemCompromise), "compromised_iot compromised_iot6"),
        (.notice(.accountCompromise), "compromised_account"),
        (.service, "special"),
    ]

    /// How to read the rows of a file.
    static func profile(_ fileName: String, _ table: TableSample) -> RecordProfile {
        let columns = table.columnNames
        let report = ShadowserverReport(fileName: fileName, columns: columns)
        guard let url = columns.firstIndex(of: "url") else { return report.profile(hasWholeURLs: false) }
        let hasWholeURLs = table.rows.contains { row in
            guard url < row.values.count else { return false }
            let value = row.values[url]
            return value.span.firstRange(of: "://") != nil
        }
        return report.profile(hasWholeURLs: hasWholeURLs)
    }

    /// How to read the rows of the report, in whose `url` column there are hosts or not.
    func profile(hasWholeURLs: Bool) -> RecordProfile {
        var profile = RecordProfile(isClosed: true)
        profile.roles = [
            "timestamp": .seen, "firstseen": .firstSeen, "lastseen": .lastSeen, "tag": .keywords,
            "family": .malware,
            "infection": .malware, "malwarename": .malware, "source": .comment, "reason": .comment,
            "srcport": .port, "port": .port, "hostname": .hostname, "srchostname": .hostname,
        ]
        switch kind {
        case .service:
            profile.roles["ip"] = .ip
            profile.claim = Claim(category: .vulnerable, permittedUse: .inform)
        case .event(let category): profile.report(["srcip", "ip"], as: category)
        case .notice(let category):
            profile.report(["srcip", "ip", "httprefererip"], as: category)
            profile.claim.permittedUse = .inform
        case .host(let category): profile.report(["ip"], as: category)
        case .site(let category):
            profile.report(["ip"], as: category)
            for name in ["httphost", "host", "domain"] { profile.roles[name] = .domain }
            profile.roles["url"] = hasWholeURLs ? .url : .path
            profile.roles["port"] = nil
            profile.priority = [[.url], [.domain], [.ip]]
        case .victim:
            profile.report(["srcip", "dstip", "ip"], as: .denialOfService)
            profile.leftOut = .victim
        }
        return profile
    }
}

extension RecordProfile {
    fileprivate mutating func report(_ names: [String], as category: Category?) {
        for name in names { roles[name] = .ip }
        claim.category = category
    }
}
