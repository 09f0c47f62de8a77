import Testing

@testable import LogInputs

@Suite struct `Names and beginnings of files` {
    @Test(arguments: [
        ("dns.log", "dns.log.1", true), ("dns.log", "dns.log.1.gz", true),
        ("dns.log.1", "dns.log.1.gz", true),
        ("dns.log", "dns.log-20261125", true), ("dns.log", "dns-2026-11-25.log", true),
        ("dns.log", "dns.10:00:00-11:00:00.log.gz", true), ("dns.log", "dns.log-20261125T10", true),
        ("dns.log", "dns.log", false), ("dns.log.1", "dns.log", false), ("dns.log.1", "dns.log.2", false),
        ("dns.log.1", "dns.log.12", false), ("dns.log", "http.log.1", false),
        ("dns-2026-11-24.log", "dns-2026-11-25.log", false),
    ])
    func `say what rotation can have made of what`(from: String, to: String, isSo: Bool) {
        let one = "/var/log/\(from)"
        let other = "/var/log/\(to)"
        let isRelated = FileFamily(one) == FileFamily(other)
        #expect((isRelated && PathName(one).canBecome(PathName(other))) == isSo)
        #expect(!PathName(one).canBecome(PathName("/var/\(to)")))
    }

    @Test(arguments: [
        ("dns.log.1.gz", "dns.log.1"), ("dns.log.zst", "dns.log"), ("dns.log.1", nil), ("gz", nil),
    ])
    func `say what was compressed`(packed: String, plain: String?) {
        #expect(PathName.unpackedPath(of: "/a.b/\(packed)") == plain.map { "/a.b/\($0)" })
        #expect(PathName("/a.b/\(packed)").isPacked == (plain != nil))
    }

    @Test func `are known in what begins with all that was read`() {
        let text = Array("#fields ts query\none two\nthree\n".utf8)
        let head = FileHead(of: text)
        for length in 0...text.count {
            let start = Array(text.prefix(length))
            #expect(head.begins(start) == (length == text.count))
            // The header alone may be that of any other log.
            #expect(head.continues(start) == (length >= 25))
        }
        #expect(head.begins(text + [1]) && head.continues(text + [1]))
        #expect(!head.continues(Array("#fields ts query\none\n".utf8)))
    }

    @Test func `are not known by a first line that is long, nor by headers alone`() {
        let long = [UInt8](repeating: 0x61, count: ContentMark.headLength) + [LineBlock.lineFeed]
        for start in [long, Array("#one\n#two\n".utf8)] {
            #expect(!FileHead(of: start).continues(start))
            #expect(FileHead(of: start).begins(start))
        }
        #expect(FileHead(of: long).isLong)
    }
}
