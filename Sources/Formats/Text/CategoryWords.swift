import Reports

/// The words of feeds for what an address is suspected of, after RSIT and the `classification.type` of IntelMQ.
enum CategoryWords {
    /// The category of a text: of the whole of it, else of the first word in it that names one.
    static func category(in text: Span<UInt8>) -> Category? {
        guard text.count <= 256 else { return nil }
        if let category = words[squeezed(text)] { return category }
        var start = 0
        while start < text.count {
            guard text[start].isAlphanumeric else {
                start += 1
                continue
            }
            var end = start
            while end < text.count, text[end].isAlphanumeric { end += 1 }
            if let category = words[squeezed(text.extracting(start..<end))] { return category }
            start = end
        }
        return nil
    }

    /// The letters and digits of a text in lower case: `Brute-Force` and `brute force` are one word.
    static func squeezed(_ text: Span<UInt8>) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        for index in text.indices where text[index].isAlphanumeric { bytes.append(text[index].lowercased) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let words: [String: Category] = {
        var words: [String: Category] = [:]
        for (category, names) in table {
            for name in names.split(separator: " ") { words[String(name)] = category }
        }
        for category in Category.allCases where category != .undetermined && category != .other {
            words[squeezed(category.name.utf8.span)] = category
        }
        return words
    }()

    /// Squeezed words, separated by spaces.
    private static let table: [(Category, String)] = [
        (
            .spam,
            "spam spammer spamming spamsource spambot emailspam commentspam forumspam blogspam mailspam snowshoe"
        ),
        (.harmfulSpeech, "harassment hatespeech cyberbullying"),
        (.violence, "childabuse csam childsexualabuse"),
        (
            .infectedSystem,
            "bot bots botnet botnetdrone drone infected infection infectedhost zombie sinkhole sinkholeconnection "
                + "compromisedhost beaconing conficker"
        ),
        (
            .commandAndControl,
            "c2 c2server c2domain c2ip c2url c2beacon cc cnc candc commandandcontrol commandcontrol controller botnetcc "
                + "botnetc2 botnetcontroller cncserver malwarec2 cobaltstrike sliver metasploitc2 dga dgadomain "
                + "malwarecallback callback ratc2 remoteaccesstrojanc2 havoc bruteratel mythic"
        ),
        (
            .malwareDistribution,
            "malware malwaredownload malwareurl malwaresite malwarehosting malwaredelivery malwaredistribution payload "
                + "payloaddelivery payloaddomain malwareserving dropper download drivebydownload driveby exploitkit "
                + "trojan ransomware stealer infostealer malvertising adware cryptominer cryptomining coinminer miner "
                + "maliciousurl stalkerware spyware webskimmer skimmer magecart"
        ),
        (.malwareConfiguration, "malwareconfig malwareconfiguration configfile"),
        (
            .scanning,
            "scan scanner scanners scanning portscan portscanner portscanning massscanner massscan probing probe recon "
                + "reconnaissance darknet networkscan networkscanning vulnerabilityscanner webscanner crawler "
                + "portprobe telescope backscatter dnsrd dnsrdany dnsversion proto41 sipquery smtpgreet sshclient "
                + "vncrfb wpscanner"
        ),
        (.sniffing, "sniffer"),
        (.socialEngineering, "techsupportscam fakeupdate clickfix"),
        (
            .exploitation,
            "exploitation exploits exploitattempt webattack webattacks sqlinjection sqli rce webappattack httpexploit "
                + "log4j log4shell attack attacks attacker honeypot"
        ),
        (
            .loginAttempt,
            "bruteforce bruteforcer bruteforceattack bruteforcelogin bruteforcessh sshbruteforce sshattack sshpwauth ssh "
                + "ftpbruteforce rdpbruteforce telnetlogin telnetbruteforce loginattempt loginattempts "
                + "passwordguessing passwordspray credentialstuffing sipinvitation sipregistration sshauth "
                + "telnetauth iotrdp wwplogin imapbruteforce mailbruteforce"
        ),
        (.newAttack, "idsalert"),
        (
            .systemCompromise,
            "compromised compromise compromisedips compromisedwebsite hacked hackedsite defacement defaced webshell "
                + "backdoor backdoored cracked applicationcompromise burglary"
        ),
        (
            .accountCompromise,
            "accountcompromise unprivilegedaccountcompromise privilegedaccountcompromise credentialtheft compromisedaccount leakedcredentials"
        ),
        (
            .denialOfService,
            "ddos dos ddosattack denialofservice ddossource ddosbot booter stresser amplification"
        ),
        (
            .dataLeak,
            "dataleak dataloss unauthorisedinformationaccess databreach leak breach exfiltration dropzone"
        ),
        (
            .phishing,
            "phishing phish phishingurl phishingurls phishingsite phishingdomain phishingkit smishing vishing "
                + "spearphishing credentialphishing phishingpage lookalike typosquatting"
        ),
        (
            .fraud,
            "fraud scam scams scammer fake fakeshop fakestore cryptoscam investmentscam advancefee carding "
                + "masquerade unauthorizeduseofresources unauthoriseduseofresources"
        ),
        (.copyright, "copyright piracy"),
        (
            .vulnerable,
            "vulnerable vulnerableservice vulnerability openresolver openresolvers openrelay opendns potentiallyunwanted "
                + "ddosamplifier weakcrypto informationdisclosure potentiallyunwantedaccessible"
        ),
        (
            .anonymizer,
            "proxy proxies openproxy tor torip torexit torexitnode tornode torrelay torproxy vpn anonymizer anonymiser "
                + "anonymousproxy socks socksproxy webproxy"
        ),
    ]
}
