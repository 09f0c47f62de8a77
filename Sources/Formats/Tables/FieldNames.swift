/// The names of columns and keys, as feeds write them.
///
/// Names are compared by their letters and digits in lower case: `Source IP`, `source.ip`, `source_ip` and `SourceIp`
/// are one.
enum FieldNames {
    /// Longest name that is looked at, in bytes.
    static let maximumLength = 64

    /// The role of a name; nil for an unknown one.
    static func role(_ name: Span<UInt8>) -> FieldRole? {
        guard name.count <= maximumLength else { return nil }
        return roles[CategoryWords.squeezed(name)]
    }

    /// The role of a name that is squeezed already.
    static func role(squeezed name: String) -> FieldRole? {
        roles[name]
    }

    private static let roles: [String: FieldRole] = {
        var roles: [String: FieldRole] = [:]
        for (role, names) in table {
            for name in names.split(separator: " ") { roles[String(name)] = role }
        }
        return roles
    }()

    private static let table: [(FieldRole, String)] = [
        (
            .indicator,
            "indicator indicators indicatorvalue ioc iocs iocvalue value observable observablevalue artifact entity threatvalue "
                + "sourcefqdn sourcedomainname malicioushost badhost entry blacklisted urlip ipurl ipordomain item"
        ),
        (
            .ip,
            "ip ipaddress ipaddr ipv4 ipv6 ipv4address ipv6address ipstr address addr saddr host_ip hostip sourceip "
                + "srcip sourceipaddress sourceaddress srcaddr srcaddress sourceipv4 sourceipv6 ipsrc attackerip "
                + "attackip maliciousip badip networksourceipv4 networksourceipv6 remoteaddr envremoteaddr clientip "
                + "infectedip c2ip c2address ccip cncip serverip reportedip nodeip exitaddress ips ipaddresses "
                + "ipv4s ipv6s addresses hostaddress"
        ),
        (
            .network,
            "network networks cidr cidrs netblock subnet subnets prefix prefixes iprange ipprefix ipv4prefix ipv6prefix "
                + "ipblock netrange sourcenetwork block"
        ),
        (
            .domain,
            "domain domains domainname domainnames fqdn fqdns host hosts dnsname dnsdomain maliciousdomain baddomain "
                + "c2domain ccdomain alldomains site website hostdomain rhost commdnsname"
        ),
        (
            .hostname,
            "hostname hostnames reversedns rdns ptr reversename dnsreverse srchostname sourcereversedns"
        ),
        (
            .url,
            "url urls uri uris fullurl phishurl phishingurl maliciousurl malwareurl badurl link2 c2url ccurl "
                + "urladdress requesturl sourceurlfull"
        ),
        (.sourceURL, "sourceurl srcurl"),
        (.asn, "asn asnumber asnum autonomoussystem sourceasn asns networksourceasn asnnumber"),
        (.asName, "asname asnname asorganization asorg asdescription sourceasname"),
        (
            .destination,
            "destinationip dstip destip destinationipaddress destinationaddress dstaddr ipdst networkdestinationipv4 "
                + "networkdestinationipv6 targetip remoteip victimip destinationfqdn destinationurl destinationhost "
                + "dsthost remotehost"
        ),
        (.rangeStart, "startip ipstart firstip ipfirst rangestart startaddress ipfrom fromip beginip"),
        (.rangeEnd, "endip ipend lastip iplast rangeend endaddress ipto toip"),
        (.path, "path urlpath uripath"),
        (.port, "port srcport sourceport dstport destinationport ports c2port remoteport networksourceport"),
        (
            .type,
            "type indicatortype ioctype kind iockind observabletype valuetype datatype entitytype indicatorkind"
        ),
        (
            .category,
            "category categories threat threattype classification classificationtype class attack attacktype "
                + "eventtype threatcategory classificationidentifier label labels tag tags indicatorthreattype report "
                + "usage useddescription reporttype malwcategories abusetype listtype activity"
        ),
        (
            .malware,
            "malware malwareprintable malwarename malwarefamily family botnet botname malwfamily trojanfamily threatname "
                + "malwarealias threatcode infection actor signature"
        ),
        (
            .comment,
            "description desc comment comments note notes title name optionalinformation eventdescriptiontext details "
                + "info information context metadesc reason summary"
        ),
        (
            .confidence,
            "confidence confidencelevel confidencescore iocconfidence threatconfidence certainty abuseconfidencescore"
        ),
        (
            .firstSeen,
            "firstseen firstseenutc firstseenat firstobserved dateadded added datefirst firstreporteddatetime created "
                + "createdat discovered detecteddate firstdetected dateofdetection submissiontime created_date "
                + "creationdate addedon firstreported adddate detectiondate validfrom"
        ),
        (
            .lastSeen,
            "lastseen lastseenutc lastseenat lastonline lastobserved lastreporteddatetime lastactive lastreported "
                + "lastdetected updatedat updated datelast modified lastupdated lasttime"
        ),
        (
            .seen,
            "date timestamp time utc datetime timesource sourcetime observationtime timeobservation observed "
                + "observedat ts detected detectedat eventtime reported reportedat filetimeutc datetimereceivedutc "
                + "verificationtime acceptdate generated"
        ),
        (
            .expiry,
            "expires expiry expiration expirationdate expiresat expireson validuntil indicatorexpirationdatetime "
                + "expirydate ttldate expirationtime"
        ),
        (.label, "tlp tlplevel tlplabel sharing marking"),
        (
            .reference,
            "reference references ref refs link links sourcereference urlhauslink urlhausreference threatfoxlink "
                + "phishdetailurl detailsurl report_url reporturl blog externalreference permalink"
        ),
        (.permitsBlocking, "toids"),
        (
            .otherIndicator,
            "md5 sha1 sha224 sha256 sha384 sha512 md5hash sha1hash sha256hash sha512hash filehash hash imphash ssdeep tlsh"
        ),
        (
            .addresses,
            "blocklist blacklist data list items values entries results result domainlist iplist urllist denylist "
                + "maliciousips maliciousdomains maliciousurls addresslist"
        ),
    ]
}
