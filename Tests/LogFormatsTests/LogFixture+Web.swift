extension LogFixture {
    /// Proxies and web servers.
    static let web = [
        LogFixture(
            "Squid",
            "1700000000.277   3387 10.1.2.3 TCP_TUNNEL/200 19131 CONNECT www.example.org:443 - HIER_DIRECT/203.0.113.7 -",
            "1700000001.129      0 10.1.2.3 TCP_DENIED/403 3868 GET http://bad.example.com/a.exe - HIER_NONE/- text/html",
            "Nov 25 09:39:03 proxy squid[9]: 1700000002.000     82 10.1.2.3 TCP_MISS/200 318 GET http://www.example.org/b - HIER_DIRECT/www.example.org text/css",
            events: [
                "squid 2023-11-14T22:13:20.277Z from 10.1.2.3 to 203.0.113.7 http-host=www.example.org allowed",
                "squid 2023-11-14T22:13:21.129Z from 10.1.2.3 http-host=bad.example.com url=http://bad.example.com/a.exe blocked",
                "squid 2023-11-14T22:13:22Z from 10.1.2.3 http-host=www.example.org destination=www.example.org url=http://www.example.org/b allowed by proxy",
            ]
        ),
        LogFixture(
            "Common and combined",
            #"10.1.2.3 - frank [10/Oct/2024:13:55:36 -0700] "GET http://www.example.com/a.gif HTTP/1.0" 200 2326"#,
            #"203.0.113.7 - - [25/Nov/2026:09:39:03 +0300] "POST /login?x=1 HTTP/1.1" 200 5316 "https://www.example.com/start" "Mozilla/5.0 (X11; \"q\")""#,
            #"www.example.com:443 203.0.113.7 - - [25/Nov/2026:09:39:03 +0300] "GET / HTTP/1.1" 302 385 "-" "-""#,
            #"2001:db8::7 - - [25/Nov/2026:09:39:03 +0300] "GET / HTTP/2.0" 200 1 "-" "-" "198.51.100.1, 10.0.0.1""#,
            #"host.example.net - - [25/Nov/2026:09:39:03 +0300] "\x16\x03\x01" 400 226"#,
            events: [
                "access 2024-10-10T20:55:36Z from 10.1.2.3 http-host=www.example.com url=http://www.example.com/a.gif",
                "access 2026-11-25T06:39:03Z from 203.0.113.7 target=/login?x=1 referrer=https://www.example.com/start",
                "access 2026-11-25T06:39:03Z from 203.0.113.7 to ? port 443 http-host=www.example.com target=/",
                "access 2026-11-25T06:39:03Z from 2001:db8::7 forwarded-for=198.51.100.1 forwarded-for=10.0.0.1 target=/",
                "access 2026-11-25T06:39:03Z source=host.example.net",
            ]
        ),
        LogFixture(
            "Error logs",
            "[Fri Sep 09 10:42:29.902022 2011] [core:error] [pid 35708:tid 4328636416] [client 203.0.113.7:53375] File does not exist: /var/www/favicon.ico",
            #"2026/11/25 09:39:03 [error] 9841#9841: *1 connect() failed while connecting to upstream, client: 203.0.113.7, server: api.example.com, request: "GET /v1/x HTTP/1.1", upstream: "http://10.0.0.7:80/v1/x", host: "api.example.com""#,
            events: [
                "web-error 2011-09-09T10:42:29.902022Z? from 203.0.113.7 port 53375",
                "web-error 2026-11-25T09:39:03Z? from 203.0.113.7 destination=api.example.com target=/v1/x url=http://10.0.0.7:80/v1/x",
            ]
        ),
        LogFixture(
            "HAProxy",
            #"Nov 25 09:39:03 lb haproxy[14389]: 203.0.113.7:33317 [25/Nov/2026:09:39:03.655] http-in static/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {www.example.com} "GET /index.html HTTP/1.1""#,
            "Connect from 203.0.113.7:49780 to 10.0.0.7:443 (HTTPS-IN/HTTP)",
            events: [
                "haproxy 2026-11-25T09:39:03.655Z? from 203.0.113.7 port 33317 http-host=www.example.com target=/index.html by lb",
                "haproxy from 203.0.113.7 port 49780 to 10.0.0.7 port 443",
            ]
        ),
        LogFixture(
            "IIS and W3C",
            "#Software: Microsoft Internet Information Services 10.0",
            "#Version: 1.0",
            "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) cs-host sc-status",
            "2026-11-25 09:39:03 10.0.0.7 GET /a.aspx id=1 443 - 203.0.113.7 Mozilla/5.0 - www.example.com 200",
            "#Fields: date time c-ip s-ip cs-uri-stem",
            "2026-11-25\t09:39:04\t203.0.113.8\t10.0.0.7\t/b",
            events: [
                "w3c 2026-11-25T09:39:03Z? from 203.0.113.7 to 10.0.0.7 port 443 http-host=www.example.com target=/a.aspx",
                "w3c 2026-11-25T09:39:04Z? from 203.0.113.8 to 10.0.0.7 target=/b",
            ]
        ),
        LogFixture(
            "IIS fixed columns",
            "203.0.113.7, -, 11/25/2026, 9:39:03, W3SVC1, WEB1, 10.0.0.7, 2, 769, 143, 304, 0, GET, /a.htm, -,",
            events: [
                "iis 2026-11-25T09:39:03Z? from 203.0.113.7 to 10.0.0.7 target=/a.htm by WEB1"
            ]
        ),
        LogFixture(
            "Proxies with named fields",
            #"date="2026-11-25T09:39:03.390Z" hostname="proxy1" username="" source_ip=10.1.2.3 destination_ip=203.0.113.7 destination_host="www.example.com" http_request_first_line="GET http://www.example.com/a HTTP/1.1" ruleset_name="Default" action="blocked""#,
            #"{"sourcetype":"zscalernss-web","event":{"datetime":"2026-11-25 09:39:03","action":"Allowed","serverip":"203.0.113.7","ClientIP":"10.1.2.3","url":"www.example.com/a","hostname":"www.example.com"}}"#,
            #"{ "timestamp": "2026-11-25T09:39:03+03:00", "remote_addr": "203.0.113.7", "body_bytes_sent": 36, "request": "GET /x HTTP/1.1", "host": "www.example.com", "upstream_addr": "10.0.0.7:38080" }"#,
            events: [
                "proxy 2026-11-25T09:39:03.39Z from 10.1.2.3 to 203.0.113.7 http-host=www.example.com url=http://www.example.com/a blocked by proxy1",
                "proxy 2026-11-25T09:39:03Z? from 10.1.2.3 to 203.0.113.7 http-host=www.example.com url=www.example.com/a allowed",
                "access 2026-11-25T06:39:03Z from 203.0.113.7 to 10.0.0.7 port 38080 http-host=www.example.com target=/x",
            ]
        ),
        LogFixture(
            "A log line inside JSON",
            #"{"log":"203.0.113.7 - - [25/Nov/2026:09:39:03 +0300] \"GET /x HTTP/1.1\" 200 5\n","stream":"stdout","time":"2026-11-25T06:39:04Z"}"#,
            events: [
                "access 2026-11-25T06:39:03Z from 203.0.113.7 target=/x"
            ]
        ),
    ]
}
