/// The words of `type` columns.
enum TypeWords {
    /// What a word of a type column says.
    enum Meaning {
        /// An address of some kind.
        case address
        /// An indicator that is no address.
        case other(RejectReason)
    }

    /// What a type says; nil for a word that is no type of indicator.
    static func meaning(_ text: Span<UInt8>) -> Meaning? {
        guard text.count <= 48 else { return nil }
        let word = CategoryWords.squeezed(text)
        if let meaning = meanings[word] { return meaning }
        return word.hasPrefix("filehash") || word.hasPrefix("hash") ? .other(.hashValue) : nil
    }

    private static let meanings: [String: Meaning] = {
        var meanings: [String: Meaning] = [:]
        for word in addresses.split(separator: " ") { meanings[String(word)] = .address }
        for (reason, words) in others {
            for word in words.split(separator: " ") { meanings[String(word)] = .other(reason) }
        }
        return meanings
    }()

    /// Squeezed words, separated by spaces.
    private static let addresses =
        "ip ipv4 ipv6 ipaddress ipv4addr ipv6addr ipport ipsrc ipdst ipsrcport ipdstport cidr network subnet iprange asn "
        + "as domain domainname hostname host fqdn dns url uri domainip hostnameport domainport intelip inteldomain "
        + "netblock ipnetwork wildcard address autonomoussystem"

    private static let others: [(RejectReason, String)] = [
        (
            .hashValue,
            "md5 sha1 sha224 sha256 sha384 sha512 ssdeep imphash tlsh ja3 ja3s ja4 md5hash sha1hash sha256hash "
                + "sha512hash sha3384hash filenamemd5 filenamesha1 filenamesha256 malwaresample x509fingerprintsha1 "
                + "x509fingerprintsha256 x509fingerprintmd5 certificate x509 sslcertfingerprint"
        ),
        (.emailAddress, "email emailaddress emailaddr emailsrc emaildst emailsubject envelopefrom bodyfrom"),
        (.fileName, "filename file filepath path pdb attachment processname"),
        (.vulnerability, "cve vulnerability weakness"),
        (.context, "text comment link other datetime campaignname threatactor target"),
        (
            .otherIndicator,
            "mutex yara registry regkey btc bitcoin xmr username useragent pattern packagename phone phonenumber sigma "
                + "snort windowsservice mobileappid androidappid bitcoinaddress mac macaddress"
        ),
    ]
}
