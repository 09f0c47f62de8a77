import Foundation
import TestSupport
import Testing

@testable import Addresses

/// The URL cases of the web platform tests, which browsers are held to.
@Suite(.enabled(if: Corpus.isPresent)) struct `URLs of the web platform tests` {
    /// What ``WebURL`` does otherwise, by name of the case, and why.
    static let knownDeviations: [String: String] = [:]

    /// How many URLs that browsers take are no addresses, by reason.
    static let expectedRefusals: [AddressError.Reason: Int] = [
        .emptyLabel: 3, .forbiddenCharacter: 2, .singleLabel: 65,
    ]

    @Test func `give the host and the whole text browsers give`() throws {
        var deviations: [String: String] = [:]
        var valid = 0
        var invalid = 0
        for test in try Case.all() where test.isAboutOurSchemes {
            let base = test.base.flatMap { try? WebURL(utf8: $0.utf8.span) }
            let result = Result { try WebURL(utf8: test.input.utf8.span, base: base) }
            switch (result, test.href) {
            case (.success(let url), let href?):
                valid += 1
                if url.serialization != href || url.hostSerialization != test.host {
                    deviations[test.name] = "gives \(url.serialization) for \(href)"
                }
            case (.failure, nil):
                invalid += 1
            case (.success(let url), nil):
                deviations[test.name] = "gives \(url.serialization), should fail"
            case (.failure(let error), let href?):
                deviations[test.name] = "fails, \(error), for \(href)"
            }
        }
        print("WPT URLs: \(valid) parsed, \(invalid) refused, \(deviations.count) deviations")
        for (name, what) in deviations.sorted(by: { $0.key < $1.key }) { print("  \(name) \(what)") }
        #expect(Set(deviations.keys) == Set(Self.knownDeviations.keys))
        #expect(valid > 250 && invalid > 200)
    }

    @Test func `of other schemes are refused by their scheme`() throws {
        var count = 0
        for test in try Case.all() where test.href != nil && !test.isAboutOurSchemes && test.base == nil {
            #expect(throws: AddressError(.unsupportedScheme, at: test.leadingSpaces), "\(test.name)") {
                try WebURL(utf8: test.input.utf8.span)
            }
            count += 1
        }
        print("WPT URLs of other schemes: \(count) refused")
    }

    @Test func `become addresses unless their host is none`() throws {
        var refusals: [AddressError.Reason: [String]] = [:]
        var accepted = 0
        for test in try Case.all() where test.isAboutOurSchemes {
            guard let href = test.href else { continue }
            do {
                let address = try URLAddress(utf8: href.utf8.span)
                accepted += 1
                #expect(try URLAddress(utf8: address.description.utf8.span) == address)
                #expect(address.pathAndQuery.utf8.allSatisfy { (0x20..<0x7F).contains($0) })
            } catch { refusals[error.reason, default: []].append(href) }
        }
        print("WPT URLs as addresses: \(accepted) accepted")
        for (reason, urls) in refusals.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            print("  \(urls.count) \(reason.rawValue): \(urls.prefix(3).joined(separator: " "))")
        }
        #expect(refusals.mapValues(\.count) == Self.expectedRefusals)
    }
}

extension `URLs of the web platform tests` {
    /// One object of `urltestdata.json`.
    fileprivate struct Case {
        let input: String
        let base: String?
        /// The expected text; nil when parsing must fail.
        let href: String?
        let host: String
        /// The scheme of the expected URL; empty when parsing must fail.
        let scheme: String

        var name: String { base.map { "\(input) against \($0)" } ?? input }

        var leadingSpaces: Int { input.utf8.prefix { $0 <= 0x20 }.count }

        /// Whether the result has one of our schemes or, where there is none, input or base have.
        var isAboutOurSchemes: Bool {
            let names = Set(URLAddress.Scheme.allCases.map(\.name))
            if href != nil { return names.contains(scheme) }
            return [input, base ?? ""].contains { text in
                names.contains(String(text.drop { $0 <= " " }.prefix { $0 != ":" }).lowercased())
            }
        }

        static func all() throws -> [Case] {
            let data = try Data(contentsOf: Corpus.url("conformance/url/url/tests/urltestdata.json"))
            let objects = try #require(JSONSerialization.jsonObject(with: data) as? [Any])
            return objects.compactMap { $0 as? [String: Any] }.compactMap { object in
                guard let input = object["input"] as? String else { return nil }
                return Case(
                    input: input,
                    base: object["base"] as? String,
                    href: object["href"] as? String,
                    host: object["hostname"] as? String ?? "",
                    scheme: String((object["protocol"] as? String ?? "").dropLast())
                )
            }
        }
    }
}
