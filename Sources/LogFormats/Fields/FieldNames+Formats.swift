/// Names that mean something else, or something at all, in one format only. They stand before ``FieldNames/common``.
extension FieldNames {
    /// The names of a format; nil when it has none of its own.
    static func own(_ format: LogFormat) -> FieldTable? {
        switch format {
        case .zeek, .zeekJSON: zeek
        case .suricata: suricata
        case .w3c, .iis: w3c
        case .windowsEvent: windowsEvent
        case .nfdump: nfdump
        case .access: access
        case .awsFlow: awsFlow
        case .proxy: proxy
        case .gcpFlow: gcpFlow
        case .fortigate: fortigate
        case .checkpoint: checkpoint
        case .sophos: sophos
        case .netfilter: netfilter
        case .cef, .leef: extended
        case .webError: webError
        case .f5: f5
        case .sonicwall: sonicwall
        default: nil
        }
    }

    private static let zeek = FieldTable(
        [
            (.time, "ts"),
            (.source, "idorigh txhosts clientaddr requestfrom src"),
            (.destination, "idresph rxhosts serveraddr dst"),
            (.sourcePort, "idorigp"), (.destinationPort, "idrespp"),
            (.query, "query"), (.answer, "answers"), (.serverName, "servername"), (.httpHost, "host"),
            (.target, "uri"), (.referrer, "referrer"), (.name, "sandns hostname clientfqdn"),
            (
                .otherAddress,
                "assignedaddr assignedip requestedaddr seenindicator sanip datachannelresph path"
            ),
            (.url, "sanuri"), (.sourceName, "helo"), (.mail, "mailfrom rcptto from to replyto"),
            (.sensor, "peerdescr systemname peer seennode node"), (.forwardedFor, "proxied xoriginatingip"),
            (
                .none,
                """
                uid service duration source name status msg subject issuer domain server client version addl method
                result action direction date path2 filename dir origin first end start reason note severity
                message notice sub n p localorig localresp connstate
                """
            ),
        ]
    )

    private static let suricata = FieldTable(
        [
            (.time, "timestamp"), (.sensor, "host sensorname"), (.source, "srcip"), (.destination, "destip"),
            (.sourcePort, "srcport"), (.destinationPort, "destport"),
            (.query, "dnsrrname dnsqueryrrname dnsqueriesrrname"), (.httpHost, "httphostname"),
            (.target, "httpurl"),
            (.serverName, "tlssni"), (.referrer, "httphttprefer"),
            (.action, "alertaction action verdictaction"),
            (
                .answer,
                "dnsgroupeda dnsgroupedaaaa dnsgroupedcname dnsanswersrdata answersrdata dnsanswerrdata dnsrdata answersrrname dnsanswersrrname"
            ),
            (.otherAddress, "dhcpassignedip dhcpclientip dhcprouters"),
            (.forwardedFor, "httpxff xff"), (.name, "tlssubjectaltname quicsni smtphelo"),
            (.mail, "emailfrom emailto smtpmailfrom smtprcptto"),
            (.none, "flowstart flowend proto type event name domain subject tlssubject result status dnsid"),
        ]
    )

    private static let w3c = FieldTable(
        [
            (.time, "date time xtimestamp gmttime datetime starttime"),
            (.source, "cip xclientip clientip clientipaddress"),
            (.destination, "rip sip serverip serveripaddress"),
            (.sourcePort, "cport"), (.destinationPort, "sport csuriport rport"),
            (.httpHost, "cshost csurihost xhostheader shost"), (.target, "csuristem csuripath csuri"),
            (.targetQuery, "csuriquery"), (.url, "csurl cxuri"), (.scheme, "csurischeme csprotocol"),
            (.referrer, "csreferer csrefer"), (.sensor, "scomputername sname sdns scomputer"),
            (.forwardedFor, "xforwardedfor csxforwardedfor"), (.action, "scfilterresult saction"),
            (.destinationName, "ssupplierhost rdns rhost"), (.otherAddress, "ssupplierip csip"),
            (.none, "timetaken ssitename csusername csmethod csversion endtime"),
        ]
    )

    private static let windowsEvent = FieldTable(
        [
            (
                .time,
                """
                utctime eventdatautctime atimestamp systemtimecreatedsystemtime timecreatedsystemtime systemtime
                eventtime timecreated timegenerated
                """
            ),
            (
                .source,
                """
                sourceip eventdatasourceip sourceaddress eventdatasourceaddress ipaddress eventdataipaddress
                clientaddress eventdataclientaddress clientipaddress
                """
            ),
            (
                .destination,
                "destinationip eventdatadestinationip destaddress destinationaddress eventdatadestaddress"
            ),
            (.sourcePort, "sourceport ipport"), (.destinationPort, "destinationport destport"),
            (.query, "queryname eventdataqueryname dnsquestionname"),
            (.answer, "queryresults eventdataqueryresults"),
            (.sensor, "computer computername winlogcomputername hostname"),
            (.sourceName, "sourcehostname workstationname workstation clientname"),
            (.destinationName, "destinationhostname targetservername"),
            (.inner, "message"),
            (
                .none,
                "eventreceivedtime name domain to from description creationutctime sourcename local address server"
            ),
        ]
    )

    private static let nfdump = FieldTable(
        [
            (.time, "ts first tfirst received2"), (.source, "sa src4addr src6addr"),
            (.destination, "da dst4addr dst6addr"),
            (.sourcePort, "sp srcport"), (.destinationPort, "dp dstport"),
            (.translatedSource, "xsa src4xltip src6xltip xsrc4"),
            (.translatedDestination, "xda dst4xltip dst6xltip"),
            (.sensor, "ident"), (.none, "te td ra nh nhb tr received last dir type label"),
        ]
    )

    /// JSON access logs of web servers.
    private static let access = FieldTable(
        [
            (.httpHost, "host httphost servername vhost"),
            (.source, "remoteaddr clientip remotehost remoteip ip"),
            (.sourcePort, "remoteport"),
        ]
    )

    private static let awsFlow = FieldTable(
        [
            (.time, "start"), (.source, "srcaddr pktsrcaddr"), (.destination, "dstaddr pktdstaddr"),
            (.sourcePort, "srcport"), (.destinationPort, "dstport"), (.action, "action"),
            (.direction, "flowdirection"), (.sensor, "interfaceid"), (.none, "end version"),
        ]
    )

    private static let gcpFlow = FieldTable(
        [
            (.time, "timestamp jsonpayloadstarttime"), (.source, "connectionsrcip"),
            (.destination, "connectiondestip"),
            (.sourcePort, "connectionsrcport"), (.destinationPort, "connectiondestport"),
            (.sensor, "resourcelabelssubnetworkname"), (.none, "starttime endtime receivetimestamp"),
        ]
    )

    private static let proxy = FieldTable(
        [
            (.source, "clientip srcip sourceip csip"), (.client, "userip"),
            (.destination, "sdip destinationip dstip serverip"),
            (.url, "url page"), (.httpHost, "eventhostname"),
            (.time, "datetime timestamp time requesttimestampepoch requesttimestamp"),
            (.translatedSource, "ssip"), (.none, "createdat"),
        ]
    )

    private static let fortigate = FieldTable(
        [
            (.time, "eventtime ftntfgteventtime fortinetfortigateeventtime itime date time"),
            (.query, "qname ftntfgtqname"), (.httpHost, "hostname httphost"), (.answer, "ipaddr"),
            (.translatedSource, "transip"), (.translatedDestination, "tranip"),
            (.none, "name dstname sender to from"),
        ]
    )

    private static let checkpoint = FieldTable(
        [
            (.time, "time rt"), (.source, "src"), (.destination, "dst"), (.sourcePort, "sport spt"),
            (.destinationPort, "service dpt"), (.sensor, "origin orig"), (.url, "resource request"),
            (.translatedSource, "xlatesrc"), (.translatedDestination, "xlatedst"), (.query, "domainname"),
            (.none, "date peergateway scheme"),
        ]
    )

    private static let sophos = FieldTable(
        [
            (.time, "timestamp date time"), (.httpHost, "domain"), (.translatedSource, "transrcip"),
            (.translatedDestination, "trandstip"), (.sensor, "devicename sys"), (.none, "host start end"),
        ]
    )

    private static let webError = FieldTable(
        [
            (.httpHost, "hostname host"), (.target, "uri"), (.source, "client"), (.destinationName, "server"),
            (.request, "request"),
        ]
    )

    private static let f5 = FieldTable([(.httpHost, "host")])

    private static let sonicwall = FieldTable(
        [
            (.time, "vptime time"), (.source, "src"), (.destination, "dst"), (.httpHost, "dstname"),
            (.sensor, "sn"),
        ]
    )

    private static let netfilter = FieldTable(
        [
            (.source, "src"), (.destination, "dst"), (.sourcePort, "spt"), (.destinationPort, "dpt"),
            (.none, "in out mac len tos prec ttl id proto"),
        ]
    )

    /// CEF and LEEF, whose keys are set.
    private static let extended = FieldTable(
        [
            (
                .time,
                """
                eventtime ftntfgteventtime fortinetfortigateeventtime starttime start rt devtime devicecustomdate1 end
                endtime panostimegenerated
                """
            ),
            (.source, "src sourceaddress c6a2 identsrc"), (.destination, "dst destinationaddress c6a3"),
            (.sourcePort, "spt srcport"), (.destinationPort, "dpt dstport"),
            (.translatedSource, "sourcetranslatedaddress srcpostnat"),
            (.translatedDestination, "destinationtranslatedaddress dstpostnat"),
            (.sourceName, "shost identhostname"), (.destinationName, "dhost dstname"),
            (.httpHost, "host panosurldomain"),
            (.request, "request url"), (.sensor, "dvchost sender devicehostname hostname deviceexternalid"),
            (
                .query,
                "destinationdnsdomain qname ftntfgtqname fortinetfortigateqname querynamename panosdnsquery"
            ),
            (.action, "act action disp outcome"), (.forwardedFor, "panosxforwardedforip xff"),
            (.none, "from to time date path cat status domain name reason peer origin server address"),
        ]
    )
}
