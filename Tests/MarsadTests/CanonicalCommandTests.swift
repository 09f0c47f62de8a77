import TestSupport
import Testing

@Suite struct `marsad canonical` {
    let marsad = Program.product("marsad")

    @Test func `prints kind and canonical text, or why it is invalid`() throws {
        let outcome = try marsad.run(
            ["canonical"],
            input: "192.0.2.1\n 2001:DB8::1 \nAS 64496\nWWW.Example.\n\n256.0.0.1\nlocalhost\n"
        )
        #expect(outcome.status == 0)
        #expect(
            outcome.lines == [
                "ip\t192.0.2.1", "ip\t2001:db8::1", "asn\tAS64496", "domain\twww.example",
                "invalid\tempty: nothing there (byte 0)",
                "invalid\tinvalid-ipv4: an IPv4 address has four numbers from 0 to 255 (byte 0)",
                "invalid\tsingle-label-name: a name of one label is not an Internet domain name (byte 0)",
            ]
        )
    }

    @Test func `prints the networks that make up a range`() throws {
        let outcome = try marsad.run(["canonical"], input: "192.0.2.1-192.0.2.3\n")
        #expect(outcome.lines == ["ip\t192.0.2.1", "network\t192.0.2.2/31"])
    }

    @Test func `writes JSON lines when asked`() throws {
        let outcome = try marsad.run(["canonical", "--json"], input: "www.example\n\"\n")
        #expect(outcome.lines.first == #"{"input":"www.example","kind":"domain","address":"www.example"}"#)
        #expect(outcome.lines.last?.hasPrefix(#"{"input":"\"","kind":"invalid","reason":""#) == true)
    }
}

@Suite struct `The command line` {
    let marsad = Program.product("marsad")

    @Test func `leaves with 2 and a message on standard error when it is used wrongly`() throws {
        for arguments in [["no-such-command"], ["canonical", "--no-such-option"]] {
            let outcome = try marsad.run(arguments)
            #expect(outcome.status == 2)
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.contains("Usage: marsad"))
        }
    }

    @Test func `prints help with an example for every command`() throws {
        let overview = try marsad.run(["--help"])
        #expect(overview.status == 0)
        for command in ["canonical", "extract", "import", "lookup", "compile", "match", "allow", "parse"] {
            #expect(overview.output.contains("  \(command) "))
            let help = try marsad.run([command, "--help"])
            #expect(help.status == 0)
            #expect(help.output.contains("Example:"), "\(command) --help shows no example")
        }
    }
}
