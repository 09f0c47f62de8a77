import Addresses
import Allowlists
import ByteStreams
import Formats
import Foundation
import Reports
import TestSupport
import Testing

/// The lists of the corpus, read once for all tests.
enum CorpusLists {
    static let read: (list: Allowlist, summaries: [AllowlistSummary])? = {
        guard let warninglists = try? Corpus.url("allowlists/misp-warninglists"),
            let suffixes = try? Corpus.url("allowlists/publicsuffix/public_suffix_list.dat")
        else { return nil }
        var builder = AllowlistBuilder()
        builder.addBuiltIns()
        do {
            _ = try AllowlistReader().read(path: suffixes.path, into: &builder)
            let summaries = try AllowlistReader().read(path: warninglists.path, into: &builder)
            return (builder.freeze(), summaries)
        } catch {
            Issue.record("\(error)")
            return nil
        }
    }()

    static func values(_ name: String) throws -> [String] {
        let file = try Corpus.url("allowlists/misp-warninglists/lists/\(name)/list.json")
        let object = try JSONSerialization.jsonObject(with: try Data(contentsOf: file)) as? [String: Any]
        return object?["list"] as? [String] ?? []
    }
}

@Suite(.enabled(if: Corpus.isPresent, "no corpus on this machine")) struct `All warninglists` {
    @Test func `are read, and every value is taken or counted with its reason`() throws {
        let (list, summaries) = try #require(CorpusLists.read)
        var table = ""
        for summary in summaries {
            let treatment = summary.treatment.map { treatment in
                [treatment.kind.name, treatment.label?.name, treatment.reach?.name].compactMap(\.self)
                    .joined(separator: " ")
            }
            let rejects = summary.rejectedByReason.map { "\($0.key)=\($0.value)" }.sorted().joined(
                separator: " "
            )
            table += "\(summary.list): \(treatment ?? "-"), taken \(summary.accepted) \(rejects)\n"
        }
        print(table)
        #expect(summaries.count == 136)
        #expect(summaries.map(\.read).reduce(0, +) == 528_972)
        for summary in summaries { #expect(try CorpusLists.values(summary.list).count == summary.read) }
        let otherThings = summaries.filter { $0.treatment == nil }
        #expect(otherThings.map(\.accepted).allSatisfy { $0 == 0 })
        let unread = summaries.filter { $0.treatment != nil }.flatMap(\.rejectedByReason)
        // One label is no address; a handful of values are broken.
        #expect(unread.filter { $0.key.label != "single-label-name" }.map(\.value).reduce(0, +) < 20)
        #expect(list.count > 490_000)
    }

    /// Every value of a list of names or networks is found by the engine, from inside and from around.
    @Test(arguments: [
        "tranco10k", "cisco_top20k", "dynamic-dns", "bank-website", "amazon-aws", "vpn-ipv6", "public-dns-v4",
    ])
    func `find their own values`(name: String) throws {
        let (list, _) = try #require(CorpusLists.read)
        let context = CheckContext(now: noon)
        var misses = 0
        for value in try CorpusLists.values(name) {
            guard let address = try? Address(value) else { continue }
            let found = list.check(address, in: context).findings
            if !found.contains(where: { $0.relation == .same && list[$0].terms.list == name }) { misses += 1 }
            guard case .network(let network) = address,
                let around = IPNetwork(
                    containing: network.base,
                    prefixLength: max(0, network.prefixLength - 1)
                )
            else { continue }
            let blast = list.blast(of: .network(around), in: context)
            if blast.byList[name] == nil { misses += 1 }
        }
        #expect(misses == 0)
    }

    @Test func `hold back github.com in every form, and nothing of its look-alikes`() throws {
        let (list, _) = try #require(CorpusLists.read)
        for form in ["github.com", "www.github.com", "https://GitHub.com/", "github.com:443"] {
            #expect(try list.outcome(form) == .askFirst, "\(form)")
        }
        #expect(try list.findings("notgithub.com").isEmpty)
    }

    @Test func `are found inside and around networks`() throws {
        let (list, _) = try #require(CorpusLists.read)
        // 17.0.0.0/8 is on the list of Apple's networks, 91.198.174.0/24 on that of Wikimedia's.
        let context = CheckContext(now: noon)
        let inside = list.check(try address("17.1.2.0/24"), in: context)
        #expect(inside.findings.contains { $0.relation == .inside && list[$0].terms.list == "apple" })
        let around = list.blast(of: try address("91.0.0.0/8"), in: context)
        #expect(around.byList["wikimedia"] == 1)
        #expect(list.check(try address("91.0.0.0/8"), in: context).outcome == .askFirst)
    }

    /// Naive, value by value, with all lists: what is left of the engine's answer is only a table away.
    @Test func `agree with looking through every value`() throws {
        let (list, summaries) = try #require(CorpusLists.read)
        var names: [String: Set<String>] = [:]
        for summary in summaries where summary.accepted > 0 {
            for value in try CorpusLists.values(summary.list) where !value.contains("/") {
                let name = value.lowercased().trimmingCharacters(in: CharacterSet(charactersIn: "."))
                names[name, default: []].insert(summary.list)
            }
        }
        var generator = SeededGenerator(seed: 11)
        let context = CheckContext(now: noon)
        for name in names.keys.sorted().filter({ _ in Int.random(in: 0..<100, using: &generator) == 0 }) {
            guard let address = try? Address(name), address.kind != .url else { continue }
            let expected = names[address.description] ?? names[name] ?? []
            let same = list.check(address, in: context).findings.filter {
                $0.relation == .same || $0.relation == .matched
            }
            .map { list[$0].terms }
            .filter { $0.owner == "MISP warninglists" }
            // Substrings of other lists may match besides.
            #expect(Set(same.map(\.list)).isSuperset(of: expected), "\(name)")
        }
    }
}

@Suite(.enabled(if: Corpus.isPresent, "no corpus on this machine")) struct `Public suffixes of an allowlist` {
    @Test func `are those of libpsl`() throws {
        let file = try Corpus.url("allowlists/publicsuffix/public_suffix_list.dat").path
        var builder = AllowlistBuilder()
        let summaries = try AllowlistReader().read(path: file, into: &builder)
        #expect(summaries.first?.rejected == 0 && (summaries.first?.accepted ?? 0) > 10_000)
        builder.addBuiltIns([.publicSuffixes])
        let list = builder.freeze()
        let oracle = try PublicSuffixes(contentsOf: file)
        let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").filter {
            !$0.hasPrefix("//")
        }
        for line in lines {
            let rule = line.trimmingCharacters(in: .whitespaces).replacing("!", with: "").replacing(
                "*",
                with: "wild"
            )
            for text in [rule, "a.\(rule)", "b.a.\(rule)"] {
                guard let name = try? DomainName(text) else { continue }
                let suffix = oracle.suffix(of: name)
                let expected: Relation? =
                    switch suffix.section {
                    case .registry: suffix.text == name.text ? .same : nil
                    case .privateHolder: suffix.text == name.text ? .same : .inside
                    case .unlisted: nil
                    }
                let found = list.check(.domain(name), in: CheckContext(now: noon)).findings
                #expect(found.map(\.relation) == [expected].compactMap(\.self), "\(name)")
            }
        }
    }
}
