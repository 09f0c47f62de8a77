extension LogFixture {
    /// Name servers and Zeek's and Suricata's logs.
    static let names = [
        LogFixture(
            "Zeek dns",
            #"#separator \x09"#,
            "#set_separator\t,",
            "#empty_field\t(empty)",
            "#unset_field\t-",
            "#path\tdns",
            "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tquery\tanswers",
            "1700000000.250000\tC1\t10.1.2.3\t5353\t192.0.2.53\t53\tudp\twww.example\t192.0.2.9,cdn.example,2001:db8::9",
            #"1700000001.000000\#tC2\#t10.1.2.3\#t5353\#t192.0.2.53\#t53\#tudp\#ta\x2cb.example\#t-"#,
            "#close\t2023-11-14-22-13-21",
            events: [
                "zeek 2023-11-14T22:13:20.25Z from 10.1.2.3 port 5353 to 192.0.2.53 port 53 answer=192.0.2.9 answer=2001:db8::9 query=www.example answer=cdn.example",
                "zeek 2023-11-14T22:13:21Z from 10.1.2.3 port 5353 to 192.0.2.53 port 53 query=a,b.example",
            ]
        ),
        LogFixture(
            "Zeek http, JSON",
            #"{"ts":1700000000.25,"uid":"C1","id.orig_h":"10.1.2.3","id.orig_p":50000,"id.resp_h":"203.0.113.7","id.resp_p":80,"method":"GET","host":"www.example","uri":"/a?b=c","referrer":"http://search.example/","status_code":200}"#,
            events: [
                "zeek-json 2023-11-14T22:13:20.25Z from 10.1.2.3 port 50000 to 203.0.113.7 port 80 http-host=www.example target=/a?b=c referrer=http://search.example/"
            ]
        ),
        LogFixture(
            "Suricata EVE",
            #"{"timestamp":"2024-01-07T19:54:41.712927+0300","flow_id":5,"event_type":"tls","src_ip":"10.1.2.3","src_port":44244,"dest_ip":"203.0.113.7","dest_port":443,"proto":"TCP","tls":{"sni":"www.example","version":"TLS 1.3"},"host":"sensor1"}"#,
            #"{"timestamp":"2024-01-07T19:54:42.000001+0000","flow_id":6,"event_type":"dns","src_ip":"10.1.2.3","src_port":5353,"dest_ip":"192.0.2.53","dest_port":53,"proto":"UDP","dns":{"type":"answer","rrname":"www.example","answers":[{"rrname":"www.example","rrtype":"A","rdata":"203.0.113.7"}]}}"#,
            #"{"timestamp":"2024-01-07T19:54:43.000001+0000","flow_id":7,"event_type":"alert","src_ip":"2001:db8::1","src_port":1,"dest_ip":"2001:db8::2","dest_port":80,"proto":"TCP","alert":{"action":"blocked","signature":"x"},"http":{"hostname":"www.example","url":"\/a\/b"}}"#,
            events: [
                "suricata 2024-01-07T16:54:41.712927Z from 10.1.2.3 port 44244 to 203.0.113.7 port 443 server-name=www.example by sensor1",
                "suricata 2024-01-07T19:54:42.000001Z from 10.1.2.3 port 5353 to 192.0.2.53 port 53 answer=203.0.113.7 query=www.example answer=www.example",
                "suricata 2024-01-07T19:54:43.000001Z from 2001:db8::1 port 1 to 2001:db8::2 port 80 http-host=www.example target=/a/b blocked",
            ]
        ),
        LogFixture(
            "Suricata EVE, an array over lines",
            "[",
            "  {",
            #"    "timestamp": "2024-01-07T19:54:41","#,
            #"    "flow_id": 5,"#,
            #"    "src_ip": "10.1.2.3","#,
            #"    "dest_ip": "203.0.113.7""#,
            "  },",
            "  {",
            #"    "timestamp": "2024-01-07T19:54:42","#,
            #"    "flow_id": 6,"#,
            #"    "src_ip": "10.1.2.4", "alert": {"action": "allowed"}"#,
            "  }",
            "]",
            events: [
                "suricata 2024-01-07T19:54:41Z? from 10.1.2.3 to 203.0.113.7",
                "suricata 2024-01-07T19:54:42Z? from 10.1.2.4 allowed",
            ]
        ),
        LogFixture(
            "BIND",
            "25-Nov-2026 09:39:03.123 queries: info: client @0x7f62b80115d0 10.1.2.3#54298 (www.example.com): query: www.example.com IN AAAA +E(0)K (192.0.2.53)",
            "Nov 25 09:39:03 ns1 named[77]: client 10.1.2.3#54298 (www.example.com): query: www.example.com IN A + (192.0.2.53)",
            "client @0x1 10.1.2.3#49966 (bad.example): rpz QNAME NXDOMAIN rewrite bad.example/A/IN via bad.example.rpz.local",
            "timed out resolving 'www.example.org/A/IN': 203.0.113.53#53",
            events: [
                "bind 2026-11-25T09:39:03.123Z? from 10.1.2.3 port 54298 to 192.0.2.53 name=www.example.com query=www.example.com",
                "bind 2026-11-25T09:39:03Z?! from 10.1.2.3 port 54298 to 192.0.2.53 name=www.example.com query=www.example.com by ns1",
                "bind from 10.1.2.3 port 49966 name=bad.example query=bad.example",
                "bind to 203.0.113.53 port 53 query=www.example.org",
            ]
        ),
        LogFixture(
            "Unbound",
            "[1700000000] unbound[17265:0] info: 10.1.2.3 www.example.com. A IN",
            "2026-11-25T09:39:03+03:00 ns1 unbound[17265]: [17265:1] reply: 10.1.2.3 www.example.com. AAAA IN NOERROR 0.017 0 51",
            events: [
                "unbound 2023-11-14T22:13:20Z from 10.1.2.3 query=www.example.com",
                "unbound 2026-11-25T06:39:03Z from 10.1.2.3 query=www.example.com by ns1",
            ]
        ),
        LogFixture(
            "dnsmasq and Pi-hole",
            "Nov 25 09:39:03 dnsmasq[77]: query[A] www.example.com from 10.1.2.3",
            "Nov 25 09:39:03 dnsmasq[77]: forwarded www.example.com to 192.0.2.53",
            "Nov 25 09:39:03 dnsmasq[77]: reply www.example.com is 203.0.113.7",
            "Nov 25 09:39:03 dnsmasq[77]: gravity blocked ads.example.com is 0.0.0.0",
            "Nov 25 09:39:03 pihole dnsmasq[77]: 42 10.1.2.3/53123 query[AAAA] www.example.com from 10.1.2.3",
            events: [
                "dnsmasq 2026-11-25T09:39:03Z?! from 10.1.2.3 query=www.example.com",
                "dnsmasq 2026-11-25T09:39:03Z?! to 192.0.2.53 query=www.example.com",
                "dnsmasq 2026-11-25T09:39:03Z?! answer=203.0.113.7 query=www.example.com",
                "dnsmasq 2026-11-25T09:39:03Z?! answer=0.0.0.0 query=ads.example.com blocked",
                "dnsmasq 2026-11-25T09:39:03Z?! from 10.1.2.3 port 53123 query=www.example.com by pihole",
            ]
        ),
        LogFixture(
            "Windows DNS debug",
            "4/21/2024 7:52:03 AM 06B0 PACKET  00000000028657F0 UDP Snd 10.1.2.3        6590 R Q [8081   DR  NOERROR] A      (3)www(7)example(3)com(0)",
            "21.04.2024 19:52:03 06B0 PACKET  00000000028657F0 UDP Rcv 10.1.2.3        6590   Q [0001   D   NOERROR] AAAA   (3)www(7)example(3)com(0)",
            "2024-04-21 19:52:03 06B0 PACKET  00000000028657F0 UDP Snd 192.0.2.53      6590   Q [0001   D   NOERROR] A      .www.example.com.",
            "٢١/٠٤/٢٠٢٤ ٠٧:٥٢:٠٣ م 06B0 PACKET  00000000028657F0 UDP Rcv 2001:db8::5     6590   Q [0001   D   NOERROR] A      (7)example(3)com(0)",
            events: [
                "windows-dns 2024-04-21T07:52:03Z? from 10.1.2.3 query=www.example.com",
                "windows-dns 2024-04-21T19:52:03Z? from 10.1.2.3 query=www.example.com",
                "windows-dns 2024-04-21T19:52:03Z? to 192.0.2.53 query=www.example.com",
                "windows-dns 2024-04-21T19:52:03Z? from 2001:db8::5 query=example.com",
            ]
        ),
        LogFixture(
            "Sysmon DNS, XML",
            "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><EventID>22</EventID><TimeCreated SystemTime='2024-01-07T19:54:41.7129270Z'/><Computer>pc1.corp.example</Computer></System><EventData><Data Name='UtcTime'>2024-01-07 19:54:40.100</Data><Data Name='QueryName'>www.example.com</Data><Data Name='QueryResults'>type:  5 cdn.example.com;::ffff:203.0.113.7;</Data></EventData></Event>",
            events: [
                "windows-event 2024-01-07T19:54:40.1Z? answer=203.0.113.7 query=www.example.com answer=cdn.example.com by pc1.corp.example"
            ]
        ),
        LogFixture(
            "Sysmon DNS, winlogbeat",
            #"{"@timestamp":"2024-01-07T19:54:41.712Z","host":{"name":"pc1"},"event":{"code":"22"},"winlog":{"channel":"Microsoft-Windows-Sysmon/Operational","event_data":{"QueryName":"www.example.com","QueryResults":"203.0.113.7;","Image":"C:\\x.exe"},"computer_name":"pc1.corp.example"}}"#,
            events: [
                "windows-event 2024-01-07T19:54:41.712Z answer=203.0.113.7 query=www.example.com by pc1.corp.example"
            ]
        ),
        LogFixture(
            "Umbrella",
            #""2024-09-11 18:46:00","pc1","pc1,net","10.1.2.3","203.0.113.9","Blocked","1 (A)","NOERROR","bad.example.com.","Malware","AD Users","AD Users","Malware""#,
            #""2024-09-11 18:46:01","pc1","10.1.2.3","203.0.113.9","198.51.100.7","text/html","ALLOWED","https://www.example.com/a","http://ref.example/","UA","200""#,
            #""2024-09-11 18:46:02","pc1","10.1.2.3","54128","198.51.100.7","443","","Roaming Computers""#,
            events: [
                "umbrella 2024-09-11T18:46:00Z? from 10.1.2.3 translated-source=203.0.113.9 query=bad.example.com blocked",
                "umbrella 2024-09-11T18:46:01Z? from 10.1.2.3 to 198.51.100.7 translated-source=203.0.113.9 host=pc1 http-host=www.example.com url=https://www.example.com/a referrer=http://ref.example/ allowed",
                "umbrella 2024-09-11T18:46:02Z? from 10.1.2.3 port 54128 to 198.51.100.7 port 443 host=pc1",
            ]
        ),
    ]
}
