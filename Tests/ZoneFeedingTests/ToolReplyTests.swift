import Testing

@testable import ZoneFeeding

/// What the tools of Knot DNS 3.2 and BIND 9.18 say, as they say it.
@Suite struct `Words of a primary's tools` {
    private func reply(_ status: Int32?, _ text: String) -> ToolReply {
        ToolReply(ToolRun.Outcome(status: status, text: text))
    }

    @Test(arguments: [
        (
            ";; ->>HEADER<<- opcode: UPDATE; status: BADSIG; id: 1\n;; ERROR: reply verification (failed to verify TSIG)\n",
            ZoneFault.Code.key, "BADSIG"
        ),
        (";; ->>HEADER<<- opcode: UPDATE; status: BADKEY; id: 1\n", .key, "BADKEY"),
        ("; TSIG error with server: tsig indicates error\nupdate failed: NOTAUTH(BADKEY)\n", .key, "BADKEY"),
        ("update failed: NOTAUTH(BADSIG)\n", .key, "BADSIG"),
        (
            ";; Couldn't verify signature: tsig indicates error\n;; ->>HEADER<<- opcode: QUERY, status: NOTAUTH, id: 1\n",
            .key, "BADSIG or BADKEY"
        ),
        (";; ->>HEADER<<- opcode: UPDATE; status: NOTAUTH; id: 6070\n", .noZone, "NOTAUTH"),
        ("update failed: REFUSED\n", .refused, "REFUSED"), ("update failed: SERVFAIL\n", .noZone, "SERVFAIL"),
        ("update failed: FORMERR\n", .failed, "FORMERR"),
    ])
    func `tell why not`(text: String, code: ZoneFault.Code, status: String) {
        let reply = reply(2, text)
        #expect(reply.rejection == code && reply.status == status && !reply.isOutOfStep)
    }

    @Test(arguments: ["update failed: NXRRSET\n", ";; ->>HEADER<<- opcode: UPDATE; status: NXRRSET; id: 1\n"])
    func `tell of another state`(text: String) {
        #expect(reply(1, text).isOutOfStep)
    }

    @Test(arguments: [
        ";; WARNING: can't connect to 127.0.0.1@5999(TCP)\n",
        "; Communication with 127.0.0.1#5999 failed: timed out\n", "",
    ])
    func `tell nothing of a primary that is away`(text: String) {
        let reply = reply(1, text)
        #expect(reply.rejection == nil && !reply.isOutOfStep && !reply.isAnswered)
        #expect(!reply.firstLine.isEmpty && !reply.firstLine.hasPrefix(";"))
    }

    @Test(arguments: [
        ";; ->>HEADER<<- opcode: QUERY; status: NOERROR; id: 1\n",
        ";; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 1\n",
    ])
    func `tell what a zone holds`(header: String) {
        let reply = reply(
            0,
            header + "rpz.test.\t60\tIN\tTXT\t\"v=other\"\nrpz.test.    \t60\tIN\tTXT\t\"marsad serial=3\"\n"
                + header
                + "rpz.test.\t60\tIN\tSOA\tlocalhost. hostmaster.localhost. 4294967295 60 60 432000 60\n"
        )
        #expect(reply.isAnswered && reply.rejection == nil)
        #expect(reply.texts == ["v=other", "marsad serial=3"] && reply.zoneSerial == .max)
    }
}
