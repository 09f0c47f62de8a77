/// The names that fields go by, over all products: ECS, OCSF, CIM, IPFIX and vendors' own spellings.
///
/// Spelling does not matter beyond letters and digits (see ``FieldHash``). Within a role the better name stands first.
enum FieldNames {
    /// Names that mean the same everywhere.
    static let common = FieldTable(ends + translations + texts + others, formats: marks)

    private static let ends: [(role: FieldRole, names: String)] = [
        (
            .source,
            """
            srcip sourceip sourceaddress src srcaddr idorigh saddr sa sourceipv4address sourceipv6address
            ipv4srcaddr ipv6srcaddr src4addr src6addr srcipaddr srcendpointip sourceipaddress srcipv4 srcipv6
            sourceipv4 sourceipv6 connsrcip clientip clientipaddress clientipaddr clientaddress clientaddr cip srchost
            actorip callingip initiatorip attackerip attackeraddress peerip remip userip
            endpointipaddress remoteaddr httprequestclientip senderclientip sendersip
            sourcenetworkaddress ipaddress ipaddr adminipaddress publicipv4 publicip metaipaddress rhost
            raddr addrsrc srcaddress peeraddress srcnetworkaddress networkdeviceip csip
            deviceipaddress framedipaddress nasipaddress sourceinfoip faddr saddress ipsrc orighost peer
            addresssource assignedip address requestedaddr fromip client ip
            """
        ),
        (
            .sourcePort,
            """
            srcport sourceport spt sport idorigp sp sourcetransportport l4srcport srcl4port srcportnumber csport
            clientport cport remport peerport connsrcport sourceportnumber rport tcpsrcport udpsrcport localport
            srcendpointport
            """
        ),
        (
            .destination,
            """
            dstip destip destinationip destinationaddress destinationipaddress dst dest dstaddr destaddr idresph daddr da
            destinationipv4address destinationipv6address ipv4dstaddr ipv6dstaddr dst4addr dst6addr dstipaddr
            dstendpointip dstipv4 dstipv6 destinationipv4 destinationipv6 sdip serverip
            serveraddress serveraddr targetip targetaddress victimip dsthost dsthostip dnsresolverip locip rip
            upstreamaddr conndestip destinationhostip dstaddress addrdst desthost daddress ipdst resphost lbserver
            server cdip serveripaddress responderip toip dstinstance forwardto laddr
            """
        ),
        (
            .destinationPort,
            """
            dstport destport destinationport dpt dport idrespp dp destinationtransportport l4dstport dstl4port
            dstportnumber sdport serverport sport2 locport conndestport targetport csuriport cdport tcpdstport
            udpdstport destinationportnumber dstendpointport requestport httpport service
            """
        ),
        (.local, "localip localaddress localipaddress actionlocalip localhostip localaddr local ipv4address"),
        (.localPort, "locallport actionlocalport localportnumber"),
        (.remote, "remoteip remoteaddress remoteipaddress actionremoteip remotehostip remote"),
        (.remotePort, "remoteport actionremoteport"),
    ]

    private static let translations: [(role: FieldRole, names: String)] = [
        (
            .translatedSource,
            """
            natsource natsrcip sourcetranslatedaddress xlatesrc natsourceaddress transip tranip transrcip srcnatip
            newconnsrcip srcpostnat sourcenatip translatedsrcip panosnatsource natsrc postnatsrcip transrcipaddr
            sourceipnat postnatsourceipv4address xlatesourceipv4address srcxlatedip ssip natip pktsrcaddr
            snataddress mappedsrcip
            """
        ),
        (
            .translatedDestination,
            """
            natdestination natdstip destinationtranslatedaddress xlatedst natdestinationaddress trandstip dstnatip
            newconndestip dstpostnat destinationnatip translateddstip panosnatdestination natdst postnatdstip
            postnatdestinationipv4address dstxlatedip pktdstaddr dnataddress mappeddstip
            """
        ),
        (
            .client,
            "clouduser sourceinternalip srcinternalip internalip internalclientip panosxforwardedforip privateip"
        ),
        (
            .forwardedFor,
            """
            xforwardedfor xff httpxforwardedfor trueclientip xrealip forwardedfor proxysrcip networkforwardedip
            httpxrealip csxforwardedfor requestheadersxforwardedfor xffip httprequestxff xoriginatingip
            """
        ),
        (
            .answer,
            """
            answers dnsanswersdata dnsresolvedip resolvedip dnsanswers answersrdata dnsanswersrdata queryresults
            dnsgroupeda dnsgroupedaaaa dnsgroupedcname dnsrdata answerdata dnsresponse responsedata dnsanswer
            qanswer rdata xdnscsaddress dnsansweritems
            """
        ),
        (
            .otherAddress,
            "assignedaddr assignip tunnelip vip virtualip gaddr publicipaddress networkip devip iphost destinationipstart"
        ),
    ]

    private static let texts: [(role: FieldRole, names: String)] = [
        (
            .query,
            """
            dnsquestionname query qname queryname dnsquery dnsrrname dnsqueryrrname dnsqueriesrrname rrname
            dnsqueryname questionname queryhostname querydomain xdnscsdns requesteddomain dnsqueryhostname
            queryqname domainname dnsrequestdomain reqdomain dnsreqname dnsname qnamecsdns fqdnquery
            """
        ),
        (
            .serverName,
            """
            tlsclientservername servername sni tlssni sslservername tlsservername sslsni xcssslsni
            xcsconnectsni servernameindication sslcname connectionsni dstsni clienthellosni xcscertificatehostname
            tlshandshakesni panosurldomainsni
            """
        ),
        (
            .httpHost,
            """
            urldomain httphost httphostname cshost clientrequesthost requestedhost destinationhost csuridomain
            headershost requestheadershost urlhost urlhostname requesthost hostheader authority requestauthority
            httprequesthost virtualhost reqhost xhostheader epdomain webhost sitedomain httpurlhost
            httprequestheadershost fqdn destinationdomain requestdomain panosurldomain pagesite site siteurl
            """
        ),
        (
            .destinationName,
            """
            dhost dsthostname dstname destinationhostname dstdomain destinationname servername2 dstfqdn serverhost
            targetserver remotehostname destname dsthostn destfqdn destdomain dstendpointhostname
            connecthost targetdomain dsth relay ssupplierhost responder authenticationserver
            """
        ),
        (
            .sourceName,
            "shost srchostname sourcedomain srcname clientname fromdomain helo srcfqdn clienthost clientdomain"
        ),
        (
            .name,
            "domain hostnames certificatesubjectaltnames sandns fqdns emaillinksdomains indicatordomain tlsdomain"
        ),
        (.mail, "mailfrom rcptto emailfromaddress emailtoaddress envelopefrom from to sender recipient"),
        (
            .url,
            """
            url urloriginal urlfull fullurl requesturl httprequesturl downloadurl uri2 uriraw pageurl requesturi2
            emaillinks httpurl refererurl2 csurl sitefullurl ruleurl urlstring httprequesturltext
            """
        ),
        (
            .target,
            """
            urlpath uri httpurl2 csuristem clientrequesturi clientrequestpath requestedpath requesturi httprequesturi
            path2 csuripath httpuri uripath reqpath urlpathname requestpath
            """
        ),
        (.targetQuery, "urlquery csuriquery clientrequestquery querystring httprequestargs uriquery"),
        (.scheme, "urlscheme csurischeme httpscheme clientrequestscheme urischeme scheme csprotocol"),
        (.request, "request httprequestfirstline requestline httprequestline cmdrequest requestfirstline"),
        (
            .referrer,
            "referrer referer httpreferrer httpreferer csreferer csreferrer requestreferrer httprequestreferrer httprefer"
        ),
    ]

    private static let others: [(role: FieldRole, names: String)] = [
        (
            .time,
            """
            timestampdetected eventtime eventtimestamp timegenerated detectiontimestamp timestamp eventcreatedtime
            timecreatedsystemtime systemtime datetime time timestamputc ts utctime atimestamp receivetime when
            timereceived unixtime rt starttime start flowstart firstseen first edgestarttimestamp
            securityeventdate date createdat createtime calendartime iocunixtime eventcreated logtime endtime end
            deviceeventtime devtime begin datetimeutc logtimestamp createddate jsonpayloadstarttime generatedtime
            devicereceipttime eventdate requesttimestampepoch requesttimestamp eventreceivedtime receivetimestamp
            reportedtime occurredat occurred firstpacketsecond clocktime localtime flowstartmilliseconds
            flowstartseconds backendlastupdated timems epoch loggedat datefirstseen windowstart published
            httpdate timestampms creationtime timeiso8601 eventinserttime eventtimeutc te td2
            """
        ),
        (.zone, "tz timezone tzoffset dtz eventtimezone utcoffset gmtoffset"),
        (
            .action,
            """
            action act fwaction disposition eventaction ruleaction alertaction devaction verdict accesscontrolruleaction
            logsubtype filterresult result scfilterresult policyaction sslaction status decision panosaction
            actiontaken disp eventoutcome blocked
            """
        ),
        (.direction, "networkdirection connectiondirection conndirection direction ifdir flowdirection dir"),
        (
            .sensor,
            """
            observerhostname devname devicename observername sensorname sensor loggername computer computername
            peerdescr dvchost hostname host agenthostname systemname node logsourcename logsource devicehostname
            agentname machinename fw sourcehost compid observerserialnumber winlogcomputername hostid gcap
            beathostname gatewayname reporter2 sysname origin deviceexternalid senderhost serial
            """
        ),
        (
            .sensorAddress,
            "observerip dvc deviceip hostip agentip fwip nodeid deviceaddress sensorip originip metadataip"
        ),
        (.host, "workstation workstationname endpointdevicename machine hostnamename"),
        (
            .prose,
            "msg message infomsg eventdescription description logdesc reason details eventmessage longmessage note"
        ),
        (
            .inner,
            "log raw rawlog rawmessage eventoriginal original rawevent syslogmessage textpayload logmessage"
        ),
        (.flowTuple, "flowtuples flow0"), (.embedded, "ui sproc authproto"),
        (.pairName, "name key headername"), (.pairValue, "value values text"),
        (
            .none,
            """
            geoip sourcegeoip srcmac dstmac urlcategory panosurlcategory userdomain accountdomain
            subjectdomainname targetdomainname customerdomain agentversion sourceinterface srcintf dstintf
            hostos hostmac categorydescription certificatesubject certificateissuer queryresponsetime queryid
            querytype queryclass emailsubject headerfrom agentip2 relatedip relatedhosts sourcedomain2 hostdomain
            rulename policyname appdomain sourceuserdomain destinationuserdomain httprequestheaders
            flowsrcip alertsourceip alerttargetip vendorip productip gatewayip nexthop nh ra ipnexthop
            bgpnexthop routerip exporterip sampleraddress subnetmask netmask dnsflags ecsversion
            fileip ntpserver statusname localaddr2 useragent processname loginuserdomain imagename
            tlsissuer tlssubject certissuer tlsnotbefore tlsnotafter filepath fingerprint
            """
        ),
    ]

    /// Names that give their format away.
    private static let marks: [(format: LogFormat, names: String)] = [
        (.zeekJSON, "idorigh idresph fuid txhosts certificateserial tunneltype"),
        (.suricata, "flowid pcapcnt iniface eventtypesuricata"),
        (
            .windowsEvent,
            "winlogchannel sourcename providerguid winlogeventid eventrecordid winlogproviderguid"
        ),
        (.gcpFlow, "jsonpayloadconnectionsrcip"),
        (.azureFlow, "flowloguid flowlogguid propertiesflows flowtuples flow0"),
        (.nfdump, "exportsysid src4addr src6addr"),
        (
            .fortigate,
            """
            devid logid ftntfgtlogid fortinetfortigatelogid ftntfgteventtime devicemodelfortinet
            """
        ),
        (.netfilter, "ttlprec"),
        (.sophos, "logcomponent devicemodel fwruleid sysfwrule"),
        (.stormshield, "startime slotlevel"),
        (.sonicwall, "sn vptime gcat"),
        (.checkpoint, "loguid originsicname layeruuid"),
        (
            .paloalto,
            "timegeneratedhighresolution dghierarchylevel1 panosconfigversion devicesn virtuallocation"
        ),
        (.juniper, "junos sourcezonename natsourceaddress"),
        (.awsFlow, "interfaceid pktsrcaddr azid"),
        (
            .proxy,
            "sourcetype accessmethod ccl rulesetname urireputation urlreputationcode servertoclientbytes"
        ),
        (.f5, "lbserver xffip"),
        (.access, "bodybytessent"), (.w3c, "cip xedgelocation"),
    ]
}
