import Addresses
import Foundation
import Lists
import Reports
import Testing

/// The grammar of a format for which Debian has no checker, after its maker's documentation: what each line must match.
struct ListGrammar: Sendable, CustomTestStringConvertible {
    let format: ListFormat
    /// What a line of the whole file may look like.
    let line: String

    var testDescription: String { format.rawValue }

    private static let ipv4 = #"(?:\d{1,3}\.){3}\d{1,3}"#
    private static let ipv6 = #"[0-9a-f:]*:[0-9a-f:]*"#
    private static let ip = "(?:\(ipv4)|\(ipv6))"
    private static let block = #"\#(ip)(?:/\d{1,3})?"#
    private static let name = #"(?:[a-z0-9_-]{1,63}\.)+[a-z0-9-]{1,63}"#
    private static let word = "[a-z0-9-]+"
    private static let bare = #"[^\s/]+(?:/[\x21-\x7e]*)"#

    static let all: [ListGrammar] = [
        ListGrammar(format: .pf, line: "# drop|\(block)"),
        ListGrammar(format: .snort, line: "# drop|\(block)"),
        ListGrammar(format: .adblock, line: #"! Title: drop|! Expires: 1 hours|\|\|\#(name)\^"#),
        ListGrammar(
            format: .iptables,
            line: #"\*filter|:marsad_drop - \[0:0\]|-A marsad_drop -s \#(ipv4)(/\d+)? -j DROP|COMMIT"#
        ),
        ListGrammar(
            format: .ip6tables,
            line: #"\*filter|:marsad_drop - \[0:0\]|-A marsad_drop -s \#(ipv6)(/\d+)? -j DROP|COMMIT"#
        ),
        ListGrammar(
            format: .mikrotik,
            line: #"/ipv?6? firewall address-list|remove \[find list="drop"\]"#
                + #"|:do \{add list="drop" address=\#(block) timeout=\d+s comment="[A-Za-z0-9 .:/@+=&~%,_-]*"\} on-error=\{\}"#
        ),
        ListGrammar(
            format: .suricataRules,
            line:
                #"alert ip \[\#(block)(,\#(block)){0,199}\] any -> \$HOME_NET any \(msg:"drop addresses"; classtype:misc-attack; sid:1\d{6}; rev:1;\)"#
                + #"|alert dns \$HOME_NET any -> any any \(msg:"drop name \#(name)"; dns\.query; dotprefix; content:"\.\#(name)"; endswith; nocase; "#
                + #"metadata:category \#(word)(, marsad_reference [A-Za-z0-9./@+=&~_-]+)?; sid:1\d{6}; rev:1;\)"#
        ),
        ListGrammar(format: .suricataIPSet, line: ip),
        ListGrammar(
            format: .suricataNameSet,
            line: "(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?|[A-Za-z0-9+/]+={1,2}"
        ),
        ListGrammar(
            format: .suricataReputation,
            line: #"\#(block),(?:[1-9]|[1-5]\d|60),(?:[1-9]\d?|1[01]\d|12[0-7])"#
        ),
        ListGrammar(
            format: .zeek,
            line: #"#fields(\t[a-z_.]+){6}"#
                + #"|[\x21-\x7e]+\tIntel::(ADDR|SUBNET|DOMAIN|URL)\tdrop\t\#(word)\t[\x21-\x7e]+\tT"#
        ),
        ListGrammar(format: .paloAltoIP, line: "\(block) \(word)"),
        ListGrammar(format: .paloAltoNames, line: name),
        ListGrammar(format: .paloAltoURLs, line: bare),
        ListGrammar(format: .fortinetIP, line: "# drop|\(block)"),
        ListGrammar(format: .fortinetNames, line: "# drop|\(name)"),
        ListGrammar(format: .fortinetURLs, line: "# drop|\(bare)"),
        ListGrammar(
            format: .checkPoint,
            line: "#! DESCRIPTION = drop|#UNIQ-NAME,VALUE,TYPE,CONFIDENCE,SEVERITY,PRODUCT,COMMENT"
                + #"|drop-\d+,(\#(ipv4),IP|\#(ipv4)-\#(ipv4),IP Range|\#(name),Domain|"[^"]+",URL|[^",]+,URL)"#
                + #",(low|medium|high),(low|medium|high|critical),AB,[A-Za-z0-9 .:/@+=&?~%_-]+"#
        ),
        ListGrammar(format: .ciscoIP, line: "# drop|\(block)"),
        ListGrammar(format: .ciscoNames, line: "# drop|\(name)"),
        ListGrammar(format: .ciscoURLs, line: "# drop|\(bare)"),
        ListGrammar(format: .rbldnsdIPv4, line: #":127\.0\.0\.2:listed by drop: \$|\#(ipv4)(/\d+)?"#),
        ListGrammar(format: .rbldnsdIPv6, line: #":127\.0\.0\.2:listed by drop|\#(ipv6)(/\d+)?"#),
        ListGrammar(format: .rbldnsdNames, line: #":127\.0\.0\.2:listed by drop: \$|\.\#(name)"#),
        ListGrammar(
            format: .cef,
            line:
                #"CEF:0\|Marsad\|Marsad\|1\|\#(word)\|Listed address\|(\d|10)\|(?:[A-Za-z0-9]+=(?:[^\\=\n\r]|\\\\|\\=|\\n|\\r)*)+"#
        ),
        ListGrammar(
            format: .bgpBlackhole,
            line: #"announce route \#(ip)/\d{1,3} next-hop self community \[65535:666\]"#
        ),
    ]
}

@Suite struct `lists and the grammars of their makers` {
    @Test(arguments: ListGrammar.all, [0, 1, 100_000])
    func `every line is one of the grammar`(_ grammar: ListGrammar, count: Int) throws {
        let entries = try ListSamples.entries(count == 1 ? 60 : count)
        let options = try ListSamples.options(maximum: count == 1 ? 1 : nil)
        let rendered = try ListSamples.render(grammar.format, entries, options: options)
        #expect(count == 0 ? rendered.summary.accepted == 0 : rendered.summary.accepted >= min(count, 15_000))
        let pattern = try NSRegularExpression(pattern: "\\A(?:\(grammar.line))\\z")
        // A regular expression for each of 100 000 long lines takes minutes in debug builds: a prime step sees all kinds.
        let lines = rendered.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        let step = lines.count > 5000 ? 37 : 1
        for index in stride(from: 0, to: lines.count, by: step) {
            let line = String(lines[index])
            let range = NSRange(line.startIndex..., in: line)
            #expect(pattern.firstMatch(in: line, range: range) != nil, "\(line.debugDescription)")
        }
        #expect(rendered.text.isEmpty || rendered.text.hasSuffix("\n"))
    }

    @Test func `numbers of rules are unique`() throws {
        let text = try ListSamples.render(.suricataRules, try ListSamples.entries(20_000)).text
        let numbers = text.matches(of: /; sid:(\d+);/).map(\.1)
        #expect(numbers.count > 3000 && Set(numbers).count == numbers.count)
    }

    @Test func `JSON, JSON Lines and CSV give every field back`() throws {
        let entries = try ListSamples.entries(3000)
        let json = try ListSamples.render(.json, entries).text
        let array = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
        let lines = try ListSamples.render(.jsonLines, entries).lines(without: "").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        for objects in [array, lines] {
            #expect(objects.map { $0["reference"] as? String } == entries.map(\.reference))
            #expect(objects.map { $0["address"] as? String } == entries.map { $0.address.description })
            #expect(objects.map { $0["expires"] as? String } == entries.map { $0.expiry?.description })
            #expect(objects.map { $0["first_seen"] as? String } == entries.map { $0.firstSeen?.description })
        }
        let csv = try ListSamples.render(.csv, entries).lines(without: "")
        #expect(csv.count == entries.count + 1)
        for line in csv { #expect(line.isOneCSVRow(of: 12), "\(line)") }
        #expect(
            csv[1].hasPrefix(
                "\(entries[0].address),\(entries[0].address.kind.name),exact,\(entries[0].score),"
            )
        )
    }
}

extension String {
    /// Whether it is a row of so many cells (RFC 4180), none of which a spreadsheet takes for a formula.
    func isOneCSVRow(of count: Int) -> Bool {
        var cells = [""]
        var isQuoted = false
        for character in unicodeScalars {
            if character == "\"" { isQuoted.toggle() }
            if character == ",", !isQuoted {
                cells.append("")
            } else if character != "\"" {
                cells[cells.count - 1].unicodeScalars.append(character)
            }
        }
        return !isQuoted && cells.count == count
            && cells.allSatisfy { !("=+-@\t\r".contains($0.first ?? "x")) }
    }
}
