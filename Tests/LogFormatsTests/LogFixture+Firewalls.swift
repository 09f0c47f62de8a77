extension LogFixture {
    /// Firewalls and flows.
    static let firewalls = [
        LogFixture(
            "netfilter",
            "Nov 25 09:39:03 gw kernel: [12345.678901] FW DROP IN=eth0 OUT= MAC=00:11:22:33:44:55:66:77:88:99:aa:bb:08:00 SRC=203.0.113.7 DST=192.0.2.7 LEN=52 TOS=0x00 PREC=0x00 TTL=115 ID=1 DF PROTO=TCP SPT=45000 DPT=23 WINDOW=64240 SYN URGP=0",
            events: [
                "netfilter 2026-11-25T09:39:03Z?! from 203.0.113.7 port 45000 to 192.0.2.7 port 23 blocked by gw"
            ]
        ),
        LogFixture(
            "pf",
            "Nov 25 09:39:03 fw pf: rule 5/0(match): block in on em0: 203.0.113.7.45000 > 192.0.2.7.443: Flags [S], seq 1",
            "rule 5/0(match): pass out on em0: 10.1.2.3.45000 > 203.0.113.7.https: tcp 0",
            events: [
                "pf 2026-11-25T09:39:03Z?! from 203.0.113.7 port 45000 to 192.0.2.7 port 443 blocked by fw",
                "pf from 10.1.2.3 port 45000 to 203.0.113.7 port 443 allowed",
            ]
        ),
        LogFixture(
            "filterlog",
            "<134>Nov 25 09:39:03 filterlog[27]: 5,,,1000000103,igb0,match,block,in,4,0x0,,64,0,0,DF,6,tcp,60,203.0.113.7,192.0.2.7,45000,22,0,S,1,,64240,,mss",
            "7,,,1000000105,igb0,match,pass,out,6,0x00,0x00000,1,ICMPv6,58,76,2001:db8::1,2001:db8::2,",
            events: [
                "filterlog 2026-11-25T09:39:03Z?! from 203.0.113.7 port 45000 to 192.0.2.7 port 22 blocked",
                "filterlog from 2001:db8::1 to 2001:db8::2 allowed",
            ]
        ),
        LogFixture(
            "Cisco ASA",
            "<166>Nov 25 2026 09:39:03: %ASA-6-302013: Built outbound TCP connection 9 for outside:203.0.113.7/443 (203.0.113.7/443) to inside:10.1.2.3/45000 (192.0.2.1/45000)",
            "<166>Nov 25 2026 09:39:03 fw1 : %ASA-4-106023: Deny tcp src outside:203.0.113.7/45000 dst inside:192.0.2.7/23 by access-group \"out\" [0x0, 0x0]",
            "%ASA-2-106001: Inbound TCP connection denied from 203.0.113.7/45000 to 192.0.2.7/23 flags SYN on interface outside",
            "%ASA-6-302021: Teardown ICMP connection for faddr 203.0.113.7/14 gaddr 192.0.2.1/0 laddr 10.1.2.3/0 type 8 code 0",
            "%ASA-6-113005: AAA user authentication Rejected : reason = Unspecified : server = 10.0.0.9 : user = x : user IP = 203.0.113.7",
            "%FTD-1-430003: EventPriority: Low, FirstPacketSecond: 2026-11-25T09:39:03Z, AccessControlRuleAction: Block, SrcIP: 10.1.2.3, DstIP: 203.0.113.7, SrcPort: 45000, DstPort: 53, Protocol: udp, DNSQuery: www.example.com",
            events: [
                "cisco-asa 2026-11-25T09:39:03Z? from 10.1.2.3 port 45000 to 203.0.113.7 port 443 translated-source=192.0.2.1 allowed",
                "cisco-asa 2026-11-25T09:39:03Z? from 203.0.113.7 port 45000 to 192.0.2.7 port 23 blocked by fw1",
                "cisco-asa from 203.0.113.7 port 45000 to 192.0.2.7 port 23 blocked",
                "cisco-asa from 203.0.113.7 port 14 to 10.1.2.3 port 0 other=192.0.2.1",
                "cisco-asa from 203.0.113.7 to 10.0.0.9 blocked",
                "cisco-asa 2026-11-25T09:39:03Z from 10.1.2.3 port 45000 to 203.0.113.7 port 53 query=www.example.com blocked",
            ]
        ),
        LogFixture(
            "Cisco IOS",
            "<189>77: gw1: Nov 25 09:39:03.123 GST: %SEC-6-IPACCESSLOGP: list 101 denied tcp 203.0.113.7(45000) -> 192.0.2.7(23), 1 packet",
            "*Nov 25 2026 09:39:03.123: %SYS-5-CONFIG_I: Configured from console by x on vty0 (10.1.2.3)",
            events: [
                "cisco-ios 2026-11-25T05:39:03.123Z! from 203.0.113.7 port 45000 to 192.0.2.7 port 23 blocked by gw1",
                "cisco-ios 2026-11-25T09:39:03.123Z? from 10.1.2.3",
            ]
        ),
        LogFixture(
            "FortiGate",
            #"<189>date=2026-11-25 time=09:39:03 devname="FG1" devid="FG100" eventtime=1795592343123456789 tz="+0300" logid="0000000013" type="traffic" srcip=10.1.2.3 srcport=45000 dstip=203.0.113.7 dstport=443 action="deny" hostname="www.example.com" trandisp="snat" transip=192.0.2.1 transport=45000"#,
            #"date=2026-11-25,time=09:39:03,devname="FG1",logid="1501054802",type="dns",tz="+0300",srcip=10.1.2.3,dstip=192.0.2.53,qname="www.example.com",ipaddr="203.0.113.7, 203.0.113.8",action="pass""#,
            events: [
                "fortigate 2026-11-25T07:39:03.123456789Z from 10.1.2.3 port 45000 to 203.0.113.7 port 443 translated-source=192.0.2.1 http-host=www.example.com blocked by FG1",
                "fortigate 2026-11-25T06:39:03Z from 10.1.2.3 to 192.0.2.53 answer=203.0.113.7 answer=203.0.113.8 query=www.example.com allowed by FG1",
            ]
        ),
        LogFixture(
            "Palo Alto",
            #"<14>Nov 25 09:39:03 pa1 1,2026/11/25 09:39:03,001801,TRAFFIC,end,2305,2026/11/25 09:39:02,10.1.2.3,203.0.113.7,192.0.2.1,0.0.0.0,rule,,,ssl,vsys1,in,out,ae1,ae2,fwd,2026/11/25 09:39:03,1,1,45000,443,45001,443,0x1c,tcp,allow,1,1,1,1,,,,0,1,0x0"#,
            #"1,2026/11/25 09:39:03,001801,THREAT,url,2305,2026/11/25 09:39:02,10.1.2.3,203.0.113.7,192.0.2.1,0.0.0.0,rule,,,ssl,vsys1,in,out,ae1,ae2,fwd,2026/11/25 09:39:03,1,1,45000,443,45001,443,0x1c,tcp,block-url,"www.example.com/a,b",(9999),malware,informational,client-to-server"#,
            #"1,2026/11/25 09:39:03,001801,SYSTEM,auth,2561,2026/11/25 09:39:02,,auth-fail,ESA,0,0,general,medium,"failed authentication for user 'x'. Reason: timeout, server address '10.0.0.9', From: 203.0.113.7.",1,0x0,0,0,0,0,,FW1,0,0,2026-11-25T09:39:02.623+03:00"#,
            #"{"TimeReceived":"2026-11-25T09:39:04.000000Z","DeviceSN":"no-serial","LogType":"TRAFFIC","TimeGenerated":"2026-11-25T09:39:03.000000Z","SourceAddress":"10.1.2.3","DestinationAddress":"203.0.113.7","NATSource":"192.0.2.1","SourcePort":45000,"DestinationPort":443,"Action":"allow"}"#,
            events: [
                "paloalto 2026-11-25T09:39:02Z? from 10.1.2.3 port 45000 to 203.0.113.7 port 443 translated-source=192.0.2.1 allowed by pa1",
                "paloalto 2026-11-25T09:39:02Z? from 10.1.2.3 port 45000 to 203.0.113.7 port 443 translated-source=192.0.2.1 http-host=www.example.com url=www.example.com/a,b blocked",
                "paloalto 2026-11-25T06:39:02.623Z from 203.0.113.7 to 10.0.0.9 by FW1",
                "paloalto 2026-11-25T09:39:03Z from 10.1.2.3 port 45000 to 203.0.113.7 port 443 translated-source=192.0.2.1 allowed",
            ]
        ),
        LogFixture(
            "Check Point",
            #"<134>1 2026-11-25T09:39:03Z cp1 CheckPoint 77 - [action:"Drop"; flags:"18692"; ifdir:"inbound"; loguid:"{0x1,0x2}"; origin:"192.0.2.1"; time:"1795599543"; dst:"192.0.2.7"; proto:"6"; s_port:"45000"; service:"23"; src:"203.0.113.7"; ]"#,
            #"time=1795599543|hostname=cp1|product=Firewall|action=Accept|src=10.1.2.3|s_port=45000|dst=203.0.113.7|service=443|loguid={0x1,0x2}|xlatesrc=192.0.2.1"#,
            #""22" "10Dec2026" "23:44:49" "eth1" "cp1" "Log" "Accept" "443" "44250" "10.1.2.3" "203.0.113.7" "tcp" "81""#,
            events: [
                "checkpoint 2026-11-25T09:39:03Z from 203.0.113.7 port 45000 to 192.0.2.7 port 23 blocked by 192.0.2.1",
                "checkpoint 2026-11-25T09:39:03Z from 10.1.2.3 port 45000 to 203.0.113.7 port 443 translated-source=192.0.2.1 allowed by cp1",
                "checkpoint 2026-12-10T23:44:49Z? from 10.1.2.3 port 44250 to 203.0.113.7 port 443 allowed by cp1",
            ]
        ),
        LogFixture(
            "Juniper",
            #"<14>1 2026-11-25T09:39:03.123+03:00 srx1 RT_FLOW - RT_FLOW_SESSION_CLOSE [junos@2636.1.1.1.2.142 reason="TCP FIN" source-address="10.1.2.3" source-port="45000" destination-address="203.0.113.7" destination-port="443" nat-source-address="192.0.2.1" nat-source-port="45001" nat-destination-address="203.0.113.7"]"#,
            "Nov 25 09:39:03 srx1 RT_FLOW: RT_FLOW_SESSION_DENY: session denied 203.0.113.7/45000->192.0.2.7/23 0x0 junos-telnet 6(0) deny untrust trust UNKNOWN UNKNOWN N/A(N/A) ge-0/0/0.0",
            events: [
                "juniper 2026-11-25T06:39:03.123Z from 10.1.2.3 port 45000 to 203.0.113.7 port 443 translated-source=192.0.2.1 translated-destination=203.0.113.7 by srx1",
                "juniper 2026-11-25T09:39:03Z?! from 203.0.113.7 port 45000 to 192.0.2.7 port 23 blocked by srx1",
            ]
        ),
        LogFixture(
            "CEF and LEEF",
            #"<134>Nov 25 09:39:03 fw CEF:0|Vendor|Product|1.0|100|Connection|5|rt=Nov 25 2026 09:39:02 src=10.1.2.3 spt=45000 dst=203.0.113.7 dpt=443 dhost=www.example.com request=https://www.example.com/a?b\=c act=blocked cs1=www.example.org cs1Label=query_name dvchost=fw one msg=told from=x"#,
            "LEEF:1.0|Vendor|Product|7.1|Allowed|devTimeFormat=MMM dd yyyy HH:mm:ss\tsrc=10.1.2.3\tdst=203.0.113.7\tsrcPort=45000\tdstPort=443\tdevTime=Nov 25 2026 09:39:03\tsender=fw node 1\taction=Allow",
            "LEEF:2.0|Vendor|Product|7.1|Denied|^|src=203.0.113.7^dst=192.0.2.7^dstPort=23^action=Deny",
            events: [
                "cef 2026-11-25T09:39:02Z? from 10.1.2.3 port 45000 to 203.0.113.7 port 443 destination=www.example.com query=www.example.org url=https://www.example.com/a?b=c blocked by fw one",
                "leef 2026-11-25T09:39:03Z? from 10.1.2.3 port 45000 to 203.0.113.7 port 443 allowed by fw node 1",
                "leef from 203.0.113.7 to 192.0.2.7 port 23 blocked",
            ]
        ),
        LogFixture(
            "SonicWall, Sophos, Stormshield, WatchGuard",
            #"<134>  id=firewall sn=0006 time="2026-11-25 09:39:03 UTC" fw=192.0.2.1 pri=6 c=262144 m=98 msg="Connection Opened" src=10.1.2.3:45000:X0 dst=203.0.113.7:443:X1 proto=tcp/https"#,
            #"device="SFW" date=2026-11-25 time=09:39:03 timezone="+03" device_name="SG330" log_component="Firewall Rule" log_subtype="Denied" status="Deny" src_ip=203.0.113.7 dst_ip=192.0.2.7 src_port=45000 dst_port=23"#,
            #"id=firewall time="2026-11-25 09:39:03" fw="fw1" tz=+0300 startime="2026-11-25 09:39:02" slotlevel=2 proto=https src=10.1.2.3 srcport=45000 dst=203.0.113.7 dstport=443 dstname=www.example.com action=pass logtype="filter""#,
            "LEEF:1.0|WatchGuard|XTM|12.8|30000151|serial=0#011policy=DNS-00#011disp=Deny#011src=10.1.2.3#011srcPort=45000#011dst=203.0.113.7#011dstPort=53",
            events: [
                "sonicwall 2026-11-25T09:39:03Z from 10.1.2.3 port 45000 to 203.0.113.7 port 443 by 0006",
                "sophos 2026-11-25T06:39:03Z from 203.0.113.7 port 45000 to 192.0.2.7 port 23 blocked by SG330",
                "stormshield 2026-11-25T06:39:03Z from 10.1.2.3 port 45000 to 203.0.113.7 port 443 destination=www.example.com allowed by fw1",
                "leef from 10.1.2.3 port 45000 to 203.0.113.7 port 53 blocked by 0",
            ]
        ),
        LogFixture(
            "nfdump",
            "ts,te,td,sa,da,sp,dp,pr,flg",
            "2026-11-25 09:39:03,2026-11-25 09:39:04,1.000,10.1.2.3,203.0.113.7,45000,443,TCP,........",
            "Summary",
            "flows,bytes,packets",
            "1,2,3",
            events: [
                "nfdump 2026-11-25T09:39:03Z? from 10.1.2.3 port 45000 to 203.0.113.7 port 443"
            ]
        ),
        LogFixture(
            "nfdump, extended text and JSON",
            "Date first seen             Duration     Proto      Src IP Addr:Port          Dst IP Addr:Port     Flags Tos",
            "2026-11-25 09:39:03.239     00:00:00.000 UDP           10.1.2.3:45000 ->      203.0.113.7:53    ........   0",
            #"{"type" : "FLOW", "export_sysid" : 0, "first" : "2026-11-25T09:39:03.239", "src_port" : 45000, "dst_port" : 53, "src4_addr" : "10.1.2.3", "dst4_addr" : "203.0.113.7"}"#,
            events: [
                "nfdump 2026-11-25T09:39:03.239Z? from 10.1.2.3 port 45000 to 203.0.113.7 port 53",
                "nfdump 2026-11-25T09:39:03.239Z? from 10.1.2.3 port 45000 to 203.0.113.7 port 53",
            ]
        ),
        LogFixture(
            "AWS VPC flow",
            "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status",
            "2 123456789010 eni-1235b8ca 203.0.113.7 10.1.2.3 45000 22 6 20 4249 1795599543 1795599603 REJECT OK",
            events: [
                "aws-vpc-flow 2026-11-25T09:39:03Z from 203.0.113.7 port 45000 to 10.1.2.3 port 22 blocked by eni-1235b8ca"
            ]
        ),
        LogFixture(
            "AWS VPC flow without a header",
            "2 123456789010 eni-1235b8ca 203.0.113.7 10.1.2.3 45000 22 6 20 4249 1795599543 1795599603 ACCEPT OK",
            events: [
                "aws-vpc-flow 2026-11-25T09:39:03Z from 203.0.113.7 port 45000 to 10.1.2.3 port 22 allowed by eni-1235b8ca"
            ]
        ),
        LogFixture(
            "Azure and GCP flows",
            #"{"records":[{"time":"2026-11-25T09:39:03Z","properties":{"flows":[{"rule":"r","flows":[{"mac":"0","flowTuples":["1795599543,10.1.2.3,203.0.113.7,45000,443,T,O,A,B,,,,","1795599544,203.0.113.8,10.1.2.3,45001,22,T,I,D,B,,,,"]}]}]}}]}"#,
            #"{"insertId":"1","jsonPayload":{"connection":{"src_ip":"10.1.2.3","src_port":45000,"dest_ip":"203.0.113.7","dest_port":443,"protocol":6},"start_time":"2026-11-25T09:39:01Z"},"timestamp":"2026-11-25T09:39:03.5Z"}"#,
            events: [
                "azure-flow 2026-11-25T09:39:03Z from 10.1.2.3 port 45000 to 203.0.113.7 port 443 allowed",
                "azure-flow 2026-11-25T09:39:04Z from 203.0.113.8 port 45001 to 10.1.2.3 port 22 blocked",
                "gcp-flow 2026-11-25T09:39:03.5Z from 10.1.2.3 port 45000 to 203.0.113.7 port 443",
            ]
        ),
        LogFixture(
            "Others",
            "Nov 25 09:39:03 host sshd[77]: Failed password for invalid user admin from 203.0.113.7 port 45000 ssh2",
            "1700000000.834663913 MX1 firewall src=10.1.2.3 dst=203.0.113.7 protocol=tcp sport=39247 dport=443 pattern: 1 all",
            "Nov 25 09:39:03 mx postfix/smtp[77]: 7B3643F820: to=<x@example.org>, relay=mx.example.org[203.0.113.7]:25, delay=0.08, status=sent",
            "DHCPACK on 10.1.2.3 to 00:11:22:33:44:55 (pc1.corp.example) via 10.0.0.1",
            #"{"source":{"ip":"10.1.2.3","port":45000},"destination":{"ip":"203.0.113.7"},"url":{"full":"https:\/\/www.example.com\/a"},"@timestamp":"2026-11-25T09:39:03.500Z","observer":{"hostname":"s1"}}"#,
            #"{"class_uid":4001,"time":1795599543123,"src_endpoint":{"ip":"10.1.2.3","port":45000},"dst_endpoint":{"ip":"203.0.113.7","port":443},"disposition":"Blocked"}"#,
            "src_ip=10.1.2.3 dest_ip=203.0.113.7 dest_port=443 action=allowed url=http://www.example.com/a?src_ip=192.0.2.66",
            "somebody spoke of http://www.example.com/x, and of 203.0.113.7.",
            events: [
                "sshd 2026-11-25T09:39:03Z?! from 203.0.113.7 port 45000 by host",
                "key-value 2023-11-14T22:13:20.834663913Z from 10.1.2.3 port 39247 to 203.0.113.7 port 443",
                "postfix 2026-11-25T09:39:03Z?! to 203.0.113.7 port 25 mail=example.org destination=mx.example.org by mx",
                "dhcp from 10.1.2.3 to 10.0.0.1 name=pc1.corp.example",
                "json 2026-11-25T09:39:03.5Z from 10.1.2.3 port 45000 to 203.0.113.7 http-host=www.example.com url=https://www.example.com/a by s1",
                "json 2026-11-25T09:39:03.123Z from 10.1.2.3 port 45000 to 203.0.113.7 port 443 blocked",
                "key-value from 10.1.2.3 to 203.0.113.7 port 443 http-host=www.example.com url=http://www.example.com/a?src_ip=192.0.2.66 allowed",
                "text from 203.0.113.7 http-host=www.example.com url=http://www.example.com/x",
            ]
        ),
        LogFixture(
            "CSV with a header",
            "Timestamp,Source IP,Source Port,Destination IP,Hostname,URL,Action",
            #"2026-11-25T09:39:03Z,10.1.2.3,45000,203.0.113.7,pc1,"http://www.example.com/a,b",Blocked"#,
            events: [
                "csv 2026-11-25T09:39:03Z from 10.1.2.3 port 45000 to 203.0.113.7 http-host=www.example.com url=http://www.example.com/a,b blocked by pc1"
            ]
        ),
    ]

    static let all = names + web + firewalls
}
