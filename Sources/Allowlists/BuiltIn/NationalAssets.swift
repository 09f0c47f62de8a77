extension BuiltInList {
    /// Below these suffixes of the public suffix list the member states' governments, armies, embassies, schools and
    /// universities have their names. Nobody else can register one.
    static let nationalAssetEntries = [
        ("Saudi Arabia", "gov.sa edu.sa sch.sa"),
        ("United Arab Emirates", "gov.ae mil.ae ac.ae sch.ae"),
        ("Qatar", "gov.qa mil.qa edu.qa sch.qa"),
        ("Oman", "gov.om edu.om"),
        ("Bahrain", "gov.bh edu.bh"),
        ("Kuwait", "gov.kw edu.kw emb.kw"),
    ]
    .flatMap { state, suffixes in
        suffixes.split(separator: " ").map {
            BuiltInList.nationalAssets.entry(String($0), .nationalAsset, "government or education, \(state)")
        }
    }

    /// No source knows that a whole /8 is bad, and one that says so of a million addresses must be asked.
    static let widthEntries = [
        AllowlistEntry(
            .wider(.ipv4, than: 8),
            BuiltInList.widths.terms(.neverBlock, .tooWide, "more than 16 million addresses")
        ),
        AllowlistEntry(
            .wider(.ipv4, than: 12),
            BuiltInList.widths.terms(.askFirst, .tooWide, "more than a million addresses")
        ),
        AllowlistEntry(
            .wider(.ipv6, than: 20),
            BuiltInList.widths.terms(.neverBlock, .tooWide, "more than a registry gives to one provider")
        ),
        AllowlistEntry(
            .wider(.ipv6, than: 29),
            BuiltInList.widths.terms(.askFirst, .tooWide, "more than a registry gives without a reason")
        ),
    ]

    static let publicSuffixEntries = [
        AllowlistEntry(
            .publicSuffixes(.registries),
            BuiltInList.publicSuffixes.terms(
                .neverBlock,
                .publicSuffix,
                "a registry gives names below it to anybody"
            )
        ),
        AllowlistEntry(
            .publicSuffixes(.platforms),
            BuiltInList.publicSuffixes.terms(
                .label,
                .sharedPlatform,
                "its names belong to the customers of one platform"
            )
        ),
    ]
}
