import Allowlists

/// How a warninglist is taken, by what it is about.
///
/// No imported list says *never*: that is for the lists that come with the program and for people. A list asks, or caps
/// at informing, or only labels. The reasons stand in `docs/decisions/0006-allowlists.md`.
struct WarninglistProfile {
    /// The longest list of which popularity reaches below a registrable domain.
    private static let maximumReachingCount = AllowlistReader.defaultMaximumReachingRank + 1

    let treatment: ListTreatment

    /// - Parameters:
    ///   - name: the list's folder or file.
    ///   - title: the list's own name.
    ///   - description: what it says of itself.
    ///   - category: `known` for lists that should inform; MISP's default is `false_positive`.
    ///   - count: how many values it has.
    init(name: String, title: String, description: String, category: String, count: Int) {
        let words = name.lowercased()
        // A list that the project has named is known by that name, any other by what it says of itself.
        let found =
            Self.subjects.first { $0.words.contains { words.contains($0) } }
            ?? Self.subjects.first { subject in
                subject.words.contains { "\(title) \(description)".lowercased().contains($0) }
            }
        guard var treatment = found?.treatment else {
            self.treatment = ListTreatment(category == "known" ? .informOnly : .askFirst)
            return
        }
        if treatment.label == .popularName {
            // Lists of host names are exact; those of registrable domains reach below as long as they are short.
            let isShort = count <= Self.maximumReachingCount && !words.contains("cisco")
            treatment.reach = isShort ? .registrable : .exact
        }
        if category == "known", treatment.kind == .askFirst { treatment.kind = .informOnly }
        self.treatment = treatment
    }

    /// What lists are about, by words of their names; the first that fits.
    private static let subjects: [(words: [String], treatment: ListTreatment)] = [
        (
            [
                "tranco", "alexa", "cisco_top", "majestic", "moz-top", "cloudflare-top", "top sites", "top 1",
                "most-used",
            ],
            ListTreatment(.askFirst, .popularName)
        ),
        (
            [
                "scanning", "scanner", "shadowserver", "tenable", "xpanse", "connection-attempts",
                "internet-wide scan",
            ],
            ListTreatment(.label, .researchScanner)
        ),
        (["public-dns", "public dns"], ListTreatment(.label, .openResolver)),
        (["mdca-proxy"], ListTreatment(.askFirst, .vendorService)),
        (["umbrella-blockpage", "captive"], ListTreatment(.askFirst, .vendorService)),
        (
            ["akamai", "cloudflare", "fastly", "bunny-net", "stackpath", "cdn"],
            ListTreatment(.label, .contentDelivery)
        ),
        (
            [
                "amazon-aws", "azure", "google-gcp", "oracle-oci", "ovh-cluster", "github", "cortex-cloud",
                "cloud platform", "cloud infrastructure",
            ],
            ListTreatment(.label, .cloud)
        ),
        (["vpn", "private-relay", "zscaler", "proxy", "tor exit"], ListTreatment(.label, .sharedEgress)),
        (["sinkhole"], ListTreatment(.informOnly, .sinkhole)),
        (["parking"], ListTreatment(.label, .parking)),
        (["googlebot", "gptbot", "crawler", "check-host"], ListTreatment(.label, .crawler)),
        (["disposable-email"], ListTreatment(.label, .mailService)),
        (["smtp", "gmail", "mail server"], ListTreatment(.informOnly, .mailService)),
        (["crl-", "ocsp"], ListTreatment(.askFirst, .revocation)),
        (
            ["dynamic-dns", "link-in-bio", "lots-project", "ipfs-gateway", "url-shortener", "shortener"],
            ListTreatment(.label, .sharedPlatform)
        ),
        (["rfc", "multicast", "linklocal"], ListTreatment(.askFirst, .reserved)),
        (["tlds", "top-level domain"], ListTreatment(.askFirst, .publicSuffix)),
        (["whats-my-ip", "findip"], ListTreatment(.informOnly, .analysisService)),
        (["malware-analysis", "attack-simulator"], ListTreatment(.askFirst, .analysisService)),
        (
            ["bank", "university", "dax30", "covid", "security-provider", "digitalside"],
            ListTreatment(.askFirst, .organisation)
        ),
        (
            ["microsoft", "google", "apple", "wikimedia", "telegram", "office365"],
            ListTreatment(.askFirst, .vendorService)
        ),
    ]
}
