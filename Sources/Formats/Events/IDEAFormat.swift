import Addresses
import Reports

/// IDEA0 events (CESNET's Warden): single, in arrays, one per line.
///
/// The sources of an event are reported; its targets are victims. Sources that are called backscatter or that a
/// sensor may not have seen truly are to inform only.
struct IDEAFormat: JSONFormat {
    @discardableResult
    mutating func read(_ value: JSONNode, at path: JSONPath, into output: FeedOutput) -> Bool {
        if value.isArray {
            for element in value.elements { read(element, at: path, into: output) }
        } else if value.isObject {
            readEvent(value, into: output)
        }
        return value.isArray || value.isObject
    }

    private func readEvent(_ event: JSONNode, into output: FeedOutput) {
        let place = event.place
        output.begin(line: place.line, offset: place.offset)
        guard event["Source"] != nil || event["Category"] != nil else {
            return output.reject(.missingField, "Source".utf8.span)
        }
        let base = claim(event)
        let before = output.summary.read
        for source in event["Source"]?.elementsOrSelf ?? event.elements(of: "Source") {
            readSource(source, base, into: output)
        }
        output.begin(line: place.line, offset: place.offset)
        if output.summary.read == before {
            let isAboutTarget = event["Target"] != nil
            output.reject(isAboutTarget ? .victim : .missingField, (event["ID"]?.word ?? "").utf8.span)
        }
    }

    private func readSource(_ source: JSONNode, _ base: Claim, into output: FeedOutput) {
        var claim = base
        let types = source.elements(of: "Type").compactMap(\.word)
        if let category = types.lazy.compactMap(Self.category).first { claim.category = category }
        if types.contains("Backscatter") || source["Spoofed"]?.flag == true
            || source["Imprecise"]?.flag == true
        {
            claim.permittedUse = .inform
        }
        let ports = source.elements(of: "Port").compactMap(\.integer)
        if let port = ports.first, ports.count == 1 { claim = claim.noting("port \(port)") }
        let hasURL = !source.elements(of: "URL").isEmpty
        let keys: [StaticString] = hasURL ? ["URL"] : ["IP4", "IP6", "Hostname", "ASN"]
        for key in keys {
            for address in source[key]?.elementsOrSelf ?? source.elements(of: key) {
                let place = address.place
                output.begin(line: place.line, offset: place.offset)
                if address.kind == .number {
                    address.withText { output.read((Array("AS".utf8) + $0.copy).span, at: 0, claim: claim) }
                } else {
                    address.withText { output.read($0, at: 0, claim: claim) }
                }
            }
        }
        for mail in source.elements(of: "Email") { mail.withText { output.reject(.emailAddress, $0) } }
    }

    private func claim(_ event: JSONNode) -> Claim {
        let limit = Claim.maximumTextLength
        let first = (event["EventTime"] ?? event["WinStartTime"] ?? event["DetectTime"])?.timestamp
        let last = (event["CeaseTime"] ?? event["WinEndTime"] ?? event["DetectTime"])?.timestamp
        var claim = Claim(
            category: event["Category"]?.elementsOrSelf.lazy.compactMap { $0.word.flatMap(Self.category) }
                .first,
            confidence: event["Confidence"]?.double.flatMap { UInt8(percent: Int(($0 * 100).rounded())) },
            firstSeen: first,
            lastSeen: last.map { max($0, first ?? $0) },
            reference: event["Ref"]?.elementsOrSelf.lazy.compactMap { $0.text(limit: limit) }.first,
            comment: (event["Description"] ?? event["Note"])?.text(limit: limit)
        )
        if event["Category"]?.elementsOrSelf.contains(where: { $0.equals("Test") }) == true
            || claim.category == .vulnerable
        {
            claim.permittedUse = .inform
        }
        return claim
    }

    /// The category of a word such as `Recon.Scanning`, by the longest part of it that is known.
    static func category(_ word: String) -> Category? {
        var name = word[...]
        while true {
            if let category = categories[String(name)] { return category }
            guard let dot = name.lastIndex(of: ".") else { return nil }
            name = name[..<dot]
        }
    }

    private static let categories: [String: Category] = [
        "Abusive.Spam": .spam, "Abusive.Harassment": .harmfulSpeech, "Abusive.Child": .violence,
        "Abusive.Sexual": .violence, "Abusive.Violence": .violence, "Malware": .malwareDistribution,
        "Recon": .scanning, "Recon.Scanning": .scanning, "Recon.Sniffing": .sniffing,
        "Recon.SocialEngineering": .socialEngineering, "Recon.Searching": .scanning,
        "Attempt.Exploit": .exploitation, "Attempt.Login": .loginAttempt, "Attempt.NewSignature": .newAttack,
        "Attempt": .exploitation, "Intrusion.AdminCompromise": .accountCompromise,
        "Intrusion.UserCompromise": .accountCompromise, "Intrusion.AppCompromise": .systemCompromise,
        "Intrusion.Botnet": .infectedSystem, "Intrusion": .systemCompromise, "Availability": .denialOfService,
        "Availability.DoS": .denialOfService, "Availability.DDoS": .denialOfService,
        "Information": .dataLeak, "Fraud.UnauthorizedUsage": .fraud, "Fraud.Copyright": .copyright,
        "Fraud.Masquerade": .fraud, "Fraud.Phishing": .phishing, "Fraud.Scam": .fraud, "Fraud": .fraud,
        "Vulnerable": .vulnerable, "Vulnerable.Open": .vulnerable, "Vulnerable.Config": .vulnerable,
        "Anomaly": .undetermined, "Botnet": .infectedSystem, "CC": .commandAndControl, "Phishing": .phishing,
        "Proxy": .anonymizer, "Tor": .anonymizer, "Open": .vulnerable, "MalwareConf": .malwareConfiguration,
        "OriginMalware": .malwareDistribution, "OriginSpam": .spam, "OriginSandbox": .malwareDistribution,
        "Other": .other,
    ]
}
