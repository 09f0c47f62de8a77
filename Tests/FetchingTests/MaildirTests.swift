@testable import Fetching
import Foundation
import Reports
import TestSupport
import Testing

@Suite struct MaildirTests {
    private static func mail(
        from: String = "Reports <daily@reports.example>",
        subject: String = "Daily",
        _ parts: String...
    ) -> String {
        let body = parts.map { "--b1\r\n\($0)\r\n" }.joined()
        return "From: \(from)\r\nSubject: \(subject)\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/mixed;\r\n boundary=\"b1\"\r\n\r\nPreamble\r\n\(body)--b1--\r\nEpilogue\r\n"
    }

    private static let text = "Content-Type: text/plain\r\n\r\nSee the file."

    private static func base64(_ name: String, _ text: String) -> String {
        let data = Data(text.utf8).base64EncodedString(options: .lineLength76Characters)
        return
            "Content-Type: text/csv; name=\"\(name)\"\r\nContent-Disposition: attachment; filename=\"\(name)\"\r\n"
            + "Content-Transfer-Encoding: BASE64\r\n\r\n\(data)"
    }

    private static func maildir(_ bench: FetchBench, _ messages: [String: String]) throws -> Maildir {
        for folder in ["new", "cur", "tmp"] {
            try FileManager.default.createDirectory(
                atPath: bench.folder.path("files/mail/\(folder)"),
                withIntermediateDirectories: true
            )
        }
        for (name, text) in messages {
            let path = try bench.folder.write("files/mail/\(name)", text)
            let date = Date(timeIntervalSince1970: Double(FetchBench.start.seconds - 86_400))
            try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
        }
        return Maildir(bench.folder.path("files/mail"))
    }

    private static func files(_ feed: FetchedFeed) throws -> [String: String] {
        var files: [String: String] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: feed.path) {
            files[name] = try FetchBench.text("\(feed.path)/\(name)")
        }
        return files
    }

    @Test func `attachments of new and of read mail come out, and the mail stays`() async throws {
        let bench = try FetchBench()
        let long = String(repeating: "198.51.100.1,drop\n", count: 50)
        var maildir = try Self.maildir(
            bench,
            [
                "new/1.a.host": Self.mail(Self.text, Self.base64("report.csv", long)),
                "cur/2.b.host:2,S": Self.mail(
                    Self.base64("../../evil.csv", "192.0.2.2\n"),
                    Self.base64("b.txt", "192.0.2.3\n")
                ),
                "cur/3.c.host:2,": Self.mail(from: "x@other.example", Self.base64("no.csv", "192.0.2.4\n")),
                "tmp/4.d.host": Self.mail(Self.base64("half.csv", "192.0.2.5\n")),
                "new/.hidden": Self.mail(Self.base64("hidden.csv", "192.0.2.6\n")),
            ]
        )
        maildir.sender = "@reports.example"
        let feed = try await bench.feed(.maildir(maildir))
        #expect(
            try Self.files(feed) == [
                "0000-0-report.csv": long, "0001-0-evil.csv": "192.0.2.2\n", "0001-1-b.txt": "192.0.2.3\n",
            ]
        )
        #expect(feed.isPassing)
        // Reading mail elsewhere moves it and sets its flags; it is the same mail.
        try FileManager.default.moveItem(
            atPath: bench.folder.path("files/mail/new/1.a.host"),
            toPath: bench.folder.path("files/mail/cur/1.a.host:2,RS")
        )
        #expect(
            await bench.fetcher.fetch(.maildir(maildir), as: "f", knowing: feed.validators) == .notModified
        )
        maildir.days = 0
        #expect(await bench.failure(.maildir(maildir))?.kind == .empty)
        #expect(await bench.failure(.maildir(Maildir(bench.folder.path("files"))))?.kind == .missing)
        #expect(await bench.failure(.maildir(Maildir("/var/mail")))?.kind != nil)
    }

    @Test func `texts are taken when they are wanted and there is no attachment`() async throws {
        let bench = try FetchBench()
        var maildir = try Self.maildir(
            bench,
            [
                "new/1": "From: a@x.example\nSubject: =?utf-8?B?2KjZhNin2Lo=?= =?utf-8?q?_one?=\n"
                    + "Content-Transfer-Encoding: quoted-printable\n\nhxxp://a=2Eexample/=\n x\n"
            ]
        )
        maildir.subject = "بلاغ one"
        #expect(await bench.failure(.maildir(maildir))?.kind == .empty)
        maildir.takesText = true
        #expect(
            try Self.files(await bench.feed(.maildir(maildir))) == ["0000-0-part-0": "hxxp://a.example/ x\n"]
        )
    }

    @Test(arguments: [
        (#"attachment; filename="a;b \"c\".csv""#, #"a;b "c".csv"#),
        ("attachment; filename=plain.csv", "plain.csv"),
        ("attachment; filename*=utf-8''na%20me.csv", "na me.csv"),
        ("attachment; filename*0=\"long-\"; filename*1=\"name.csv\"", "long-name.csv"),
        ("attachment; filename*0*=utf-8''a%20; filename*1=\"b%.csv\"", "a b%.csv"), ("inline", nil),
    ])
    func `names of files are read as mailers write them`(field: String, name: String?) {
        let (headers, _) = MailHeaders.split(Array("Content-Disposition: \(field)\n\n".utf8)[...])
        #expect(headers.parameters("content-disposition")["filename"] == name)
    }

    @Test func `messages within messages are opened, to a bound`() {
        var text = "Content-Type: text/csv; name=in.csv\n\n192.0.2.1\n"
        for depth in 0..<30 {
            let message = MailMessage(Array(text.utf8))
            #expect(
                message.parts.map { String(decoding: $0.bytes, as: UTF8.self) }
                    == (depth <= MailMessage.maximumDepth ? ["192.0.2.1\n"] : [])
            )
            text = "Content-Type: message/rfc822\n\n" + text
        }
    }

    @Test func `hostile bytes are read as far as they go`() {
        var random = SeededGenerator(seed: 5)
        let good = Array(Self.mail(Self.text, Self.base64("report.csv", "192.0.2.1\n")).utf8)
        for _ in 0..<2000 {
            var bytes = good
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0...2, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.removeSubrange(place..<min(place + 9, bytes.count))
                default: bytes.insert(contentsOf: Array("\r\n--b1\r\n".utf8), at: place)
                }
                if bytes.isEmpty { bytes = [0x0A] }
            }
            let message = MailMessage(bytes)
            #expect(message.parts.count <= MailMessage.maximumParts)
            #expect(message.parts.allSatisfy { !$0.fileName.contains("/") && !$0.fileName.isEmpty })
        }
    }

    @Test func `base64 gives back what was put in`() {
        var random = SeededGenerator(seed: 6)
        for count in 0..<200 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            let text = Data(bytes).base64EncodedString(options: [
                .lineLength64Characters, .endLineWithCarriageReturn,
            ])
            #expect(TransferDecoding.base64(text.utf8) == bytes)
        }
    }
}
