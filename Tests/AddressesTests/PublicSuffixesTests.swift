import Foundation
import TestSupport
import Testing

@testable import Addresses

@Suite struct `Public suffixes` {
    /// A list with rules of every kind, on reserved names.
    static let list: String = """
        // ===BEGIN ICANN DOMAINS===
        example
        co.example
        *.wild.example
        !city.wild.example
        مرصد.example
        // ===END ICANN DOMAINS===
        // ===BEGIN PRIVATE DOMAINS===
        pages.example
        // ===END PRIVATE DOMAINS===

        """

    private static func suffixes() throws -> PublicSuffixes {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).dat")
        try Data(list.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try PublicSuffixes(contentsOf: file.path)
    }

    @Test(
        arguments: [
            ("a.b.example", "example", .registry, "b.example"), ("co.example", "co.example", .registry, nil),
            ("a.co.example", "co.example", .registry, "a.co.example"),
            ("b.a.wild.example", "a.wild.example", .registry, "b.a.wild.example"),
            ("c.b.a.wild.example", "a.wild.example", .registry, "b.a.wild.example"),
            ("x.city.wild.example", "wild.example", .registry, "city.wild.example"),
            ("x.مرصد.example", "xn--ugbdm6d.example", .registry, "x.xn--ugbdm6d.example"),
            ("shop.pages.example", "pages.example", .privateHolder, "shop.pages.example"),
            ("pages.example", "pages.example", .privateHolder, nil),
            ("a.b.test", "test", .unlisted, "b.test"), ("b.test", "test", .unlisted, "b.test"),
        ] as [(String, String, PublicSuffixes.Suffix.Section, String?)]
    )
    func `follow the rules of a list`(
        text: String,
        suffix: String,
        section: PublicSuffixes.Suffix.Section,
        registrable: String?
    ) throws {
        let suffixes = try Self.suffixes()
        let name = try DomainName(text)
        #expect(name.publicSuffix(by: suffixes) == .init(text: suffix, section: section))
        #expect(name.registrableDomain(by: suffixes)?.text == registrable)
        #expect(suffixes.contains(name) == (registrable == nil))
        #expect(name.publicSuffix(by: suffixes).isSharedPlatform == (section == .privateHolder))
    }

    @Test func `of a file that is none are refused`() {
        #expect(throws: PublicSuffixes.ReadingError.unreadable(path: "/nonexistent/list.dat")) {
            try PublicSuffixes(contentsOf: "/nonexistent/list.dat")
        }
        #expect(throws: PublicSuffixes.ReadingError.unreadable(path: "/dev/null")) {
            try PublicSuffixes(contentsOf: "/dev/null")
        }
    }

    @Test func `of this machine know country registries`() throws {
        #expect(try DomainName("a.b.gov.sa").registrableDomain()?.text == "b.gov.sa")
        #expect(try DomainName("gov.ae").registrableDomain() == nil)
        #expect(try DomainName("x.github.io").publicSuffix().isSharedPlatform)
    }

    @Test func `can be asked by many tasks at once`() async throws {
        let name = try DomainName("a.b.co.example")
        let suffixes = try Self.suffixes()
        let answers = await withTaskGroup(of: String?.self) { group in
            for _ in 0..<64 { group.addTask { name.registrableDomain(by: suffixes)?.text } }
            return await group.reduce(into: Set<String?>()) { $0.insert($1) }
        }
        #expect(answers == ["b.co.example"])
    }

    @Test(.enabled(if: Corpus.isPresent))
    func `agree with the list's own tests`() throws {
        let path = try Corpus.url("allowlists/publicsuffix/public_suffix_list.dat").path
        let suffixes = try PublicSuffixes(contentsOf: path)
        let text = try String(contentsOf: Corpus.url("conformance/psl/tests/test_psl.txt"), encoding: .utf8)
        var agreed = 0
        var total = 0
        for line in text.split(separator: "\n") where line.hasPrefix("checkPublicSuffix(") {
            let arguments = line.split(separator: "(")[1].prefix { $0 != ")" }.split(separator: ",")
                .map { $0.trimmingCharacters(in: [" ", "'"]) }
            try #require(arguments.count == 2)
            total += 1
            // A leading dot is a notation of ours for "all names below"; to the list it is no name.
            let name = arguments[0].hasPrefix(".") ? nil : try? DomainName(arguments[0])
            let answer = name?.registrableDomain(by: suffixes)
            let expected = arguments[1] == "null" ? nil : try DomainName(arguments[1])
            #expect(answer == expected, "\(line)")
            if answer == expected { agreed += 1 }
        }
        print("Public suffix tests: \(agreed) of \(total) agree")
        #expect(total > 70)
    }
}
