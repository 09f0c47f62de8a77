import Foundation
import TestSupport
import Testing

@Suite struct `marsad parse` {
    let marsad = Program.product("marsad")

    @Test func `prints an event a line and counts the rest`() throws {
        let outcome = try marsad.run(
            ["parse", "--zone", "+03:00", "--near", "2026-11-25"],
            input: """
                Nov 25 09:39:03 fw1 : %ASA-4-106023: Deny tcp src outside:203.0.113.7/45000 dst inside:10.1.2.3/23 by x

                nothing here
                {"src_ip":"10.1.2.3","dest_ip":"203.0.113.7","dest_port":443,"http":{"hostname":"www.example.com","url":"/a\\"b"}}

                """
        )
        #expect(outcome.status == 0)
        #expect(
            outcome.lines == [
                #"{"file":"standard input","line":1,"format":"cisco-asa","time":"2026-11-25T06:39:03Z","zone":"assumed","source":{"ip":"203.0.113.7","port":45000},"destination":{"ip":"10.1.2.3","port":23},"action":"blocked","sensor":"fw1","inside":"10.1.2.3","outside":["203.0.113.7"],"direction":"inbound"}"#,
                #"{"file":"standard input","line":4,"format":"json","source":{"ip":"10.1.2.3"},"destination":{"ip":"203.0.113.7","port":443},"names":[{"role":"http-host","name":"www.example.com"}],"urls":[{"role":"target","url":"/a\"b"}],"inside":"10.1.2.3","outside":["203.0.113.7","www.example.com","http://www.example.com/a%22b"],"direction":"outbound"}"#,
            ]
        )
        #expect(
            outcome.errors
                == "2 events; 1 lines skipped (blank, header or part of a record), 1 not understood\n"
        )
    }

    @Test func `takes what is inside, the day first and a format from its options`() throws {
        let outcome = try marsad.run(
            [
                "parse", "--inside", "203.0.113.0/24", "--inside", "2001:db8::1", "--day-first",
                "--log-format", "key-value",
            ],
            input: "time=\"05/02/2026 10:00:00\" src=203.0.113.7 dst=2001:db8::1\n"
        )
        #expect(outcome.lines.count == 1)
        for part in [#""format":"key-value""#, #""time":"2026-02-05T10:00:00Z""#, #""direction":"internal""#]
        {
            #expect(outcome.output.contains(part))
        }
    }

    @Test func `reads compressed files and records that span lines`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            "eve.json",
            "[\n {\n \"src_ip\": \"10.1.2.3\",\n \"dest_ip\": \"203.0.113.7\"\n }\n]\n"
        )
        let gzip = Program(executable: URL(filePath: "/usr/bin/gzip"))
        _ = try gzip.run(["-k", path])
        for file in [path, "\(path).gz"] {
            let outcome = try marsad.run(["parse", file])
            #expect(outcome.status == 0)
            #expect(outcome.lines.count == 1)
            #expect(outcome.output.contains(#""line":5"#))
        }
    }

    @Test func `leaves with 1 when nothing is understood and 2 when it is used wrongly`() throws {
        #expect(try marsad.run(["parse"], input: "nothing here\n").status == 1)
        for arguments in [
            ["--log-format", "no-such"], ["--inside", "203.0.113.0/40"], ["--zone", "somewhere"],
            ["--near", "soon"],
            ["/no/such/file"],
        ] {
            let outcome = try marsad.run(["parse"] + arguments, input: "")
            #expect(outcome.status == 2, "\(arguments)")
            #expect(outcome.output.isEmpty)
            #expect(!outcome.errors.isEmpty)
        }
    }
}
