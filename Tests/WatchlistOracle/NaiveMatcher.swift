import Addresses
import Reports
package import Watchlists

/// The oracle: the rules of Sources/Watchlists/README.md, written a second time with sets and strings.
package struct NaiveMatcher: Sendable {
    package struct Match: Hashable {
        package var seen: Range<Int>
        package var text: String
        package var entry: WatchlistEntry
    }

    private var domains: [String: WatchlistEntry] = [:]
    private var ips: [IPAddress: WatchlistEntry] = [:]
    private var networks: [IPNetwork: WatchlistEntry] = [:]
    /// By host, then all URL entries there.
    private var urls: [String: [WatchlistEntry]] = [:]
    private var prefixLengths: Set<Int> = []

    package init(_ entries: [WatchlistEntry]) {
        for entry in entries {
            switch entry.address {
            case .asn: break
            case .domain(let name): domains[name.text] = Self.better(domains[name.text], entry)
            case .ip(let address): ips[address] = Self.better(ips[address], entry)
            case .network(let network):
                networks[network] = Self.better(networks[network], entry)
                prefixLengths.insert(network.prefixLength)
            case .url(let url):
                let host = Self.hostText(url)
                var known = urls[host, default: []]
                if let index = known.firstIndex(where: {
                    $0.address == entry.address && $0.scope == entry.scope
                }) {
                    known[index] = Self.better(known[index], entry)
                } else {
                    known.append(entry)
                }
                urls[host] = known
            }
        }
    }

    private static func better(_ old: WatchlistEntry?, _ new: WatchlistEntry) -> WatchlistEntry {
        guard let old else { return new }
        if old.score != new.score { return old.score > new.score ? old : new }
        return old.category.rawValue <= new.category.rawValue ? old : new
    }

    private static func hostText(_ url: URLAddress) -> String {
        switch url.host {
        case .domain(let name): name.text
        case .ip(let address): address.description
        }
    }

    /// All distinct pairs, in order of appearance, most specific first.
    package func matches(in line: [UInt8]) -> [Match] {
        var found: [(order: Int, match: Match)] = []
        var layer = line.enumerated().map {
            Cell(byte: $0.element, from: $0.offset, to: $0.offset + 1, isNew: false)
        }
        for depth in 0...3 {
            let marks = NaiveDecoder.marks(layer)
            for token in NaiveTokens.hosts(layer.map(\.byte)) {
                let touched = token.run.lowerBound..<token.run.upperBound
                guard
                    !marks.contains(where: {
                        $0.lowerBound <= touched.upperBound && $0.upperBound >= touched.lowerBound
                    })
                else { continue }
                let around = max(touched.lowerBound - 1, 0)..<min(touched.upperBound + 1, layer.count)
                guard depth == 0 || layer[around].contains(where: \.isNew) else { continue }
                found += matches(of: token, in: layer)
            }
            if marks.isEmpty { break }
            layer = NaiveDecoder.decoded(layer)
        }
        var known: Set<[String]> = []
        let ordered = found.enumerated().sorted {
            ($0.element.order, $0.offset) < ($1.element.order, $1.offset)
        }
        return ordered.map(\.element.match).filter {
            known.insert([$0.text, $0.entry.address.description, $0.entry.scope.name]).inserted
        }
    }

    private func matches(of token: NaiveTokens.Host, in layer: [Cell]) -> [(order: Int, match: Match)] {
        var result: [(order: Int, match: Match)] = []
        var known: Set<WatchlistEntry> = []
        for reading in token.readings {
            let order = layer[reading.range.lowerBound].from
            func add(_ entry: WatchlistEntry, _ range: Range<Int>, _ text: String) {
                guard known.insert(entry).inserted else { return }
                let seen = layer[range.lowerBound].from..<layer[range.upperBound - 1].to
                result.append((order, Match(seen: seen, text: text, entry: entry)))
            }
            let text = reading.address.description
            let atHost = urls[text] ?? []
            if !atHost.isEmpty {
                let seen = NaiveURLs.readings(of: reading, isIPv6: token.isIPv6, in: layer.map(\.byte))
                for url in seen {
                    let path = NaiveURLs.form(url.address.pathAndQuery)
                    let exact = atHost.filter { $0.scope == .exact && NaiveURLs.form(Self.path($0)) == path }
                    let above = atHost.filter {
                        $0.scope == .pathPrefix && NaiveURLs.isBelow(path, Self.path($0))
                    }
                    .sorted {
                        Self.path($0).prefix { $0 != "?" }.count > Self.path($1).prefix { $0 != "?" }.count
                    }
                    for entry in exact + above { add(entry, url.range, url.address.description) }
                }
                for entry in atHost where entry.scope == .host {
                    add(entry, seen.first?.range ?? reading.range, seen.first?.address.description ?? text)
                }
            }
            for entry in containing(reading.address) { add(entry, reading.range, text) }
        }
        return result
    }

    private static func path(_ entry: WatchlistEntry) -> String {
        if case .url(let url) = entry.address { url.pathAndQuery } else { "" }
    }

    private func containing(_ address: NaiveTokens.SeenAddress) -> [WatchlistEntry] {
        switch address {
        case .name(let text):
            let labels = text.split(separator: ".", omittingEmptySubsequences: false)
            return labels.indices.compactMap { domains[labels[$0...].joined(separator: ".")] }
        case .ip(let ip):
            let around = stride(from: ip.width, through: 0, by: -1).filter(prefixLengths.contains)
                .compactMap { IPNetwork(containing: ip, prefixLength: $0) }.compactMap { networks[$0] }
            return (ips[ip].map { [$0] } ?? []) + around
        }
    }
}

/// A byte of a line after decoding, and where it came from.
struct Cell {
    var byte: UInt8
    var from: Int
    var to: Int
    var isNew: Bool
}

/// One layer of escapes, the naive way.
enum NaiveDecoder {
    static func marks(_ cells: [Cell]) -> [Range<Int>] {
        var marks: [Range<Int>] = []
        var index = 0
        while index < cells.count {
            if "%\\[({".utf8.contains(cells[index].byte), let (length, _) = escape(cells, index) {
                marks.append(index..<index + length)
                index += length
            } else {
                index += 1
            }
        }
        return marks
    }

    static func decoded(_ cells: [Cell]) -> [Cell] {
        var result: [Cell] = []
        var index = 0
        while index < cells.count {
            if "%\\[({".utf8.contains(cells[index].byte), let (length, output) = escape(cells, index) {
                result += output
                index += length
            } else {
                var cell = cells[index]
                cell.isNew = false
                result.append(cell)
                index += 1
            }
        }
        return result
    }

    private static func escape(_ cells: [Cell], _ start: Int) -> (Int, [Cell])? {
        let ahead = String(
            String.UnicodeScalarView(
                cells[start..<min(start + 16, cells.count)].map { Unicode.Scalar($0.byte) }
            )
        )
        func output(_ length: Int, _ bytes: some Sequence<UInt8>) -> (Int, [Cell]) {
            let (from, to) = (cells[start].from, cells[start + length - 1].to)
            return (length, bytes.map { Cell(byte: $0, from: from, to: to, isNew: true) })
        }
        let scalars = Array(ahead.unicodeScalars)
        if scalars[0] == "%" {
            guard scalars.count >= 3, let value = hex(scalars[1..<3]) else { return nil }
            let before = cells[max(start - 45, 0)..<start].reversed()
                .prefix { "0123456789abcdefABCDEF:.".utf8.contains($0.byte) }.map {
                    Character(Unicode.Scalar($0.byte))
                }
            if String(before).contains("::") { return nil }
            return output(3, [UInt8(value)])
        }
        if scalars[0] == "\\" {
            guard let (unit, length) = unicode(cells, start) else { return nil }
            if (0xD800...0xDBFF).contains(unit), let (low, more) = unicode(cells, start + length),
                (0xDC00...0xDFFF).contains(low)
            {
                let text = String(decoding: [UInt16(unit), UInt16(low)], as: UTF16.self)
                return output(length + more, text.utf8)
            }
            return output(length, String(decoding: [UInt16(unit)], as: UTF16.self).utf8)
        }
        if scalars[0] == "(", let labels = labels(cells, start) { return labels }
        let close = ["[": "]", "(": ")", "{": "}"][String(scalars[0])] ?? ""
        for (word, meaning) in [(".", "."), ("dot", "."), (":", ":"), ("/", "/"), ("://", "://")]
        where ahead.lowercased().hasPrefix(String(scalars[0]) + word + close) {
            return output(word.utf8.count + 2, meaning.utf8)
        }
        func isAlphanumeric(_ index: Int) -> Bool {
            cells.indices.contains(index) && NaiveTokens.isAlphanumeric(cells[index].byte)
        }
        if ahead.hasPrefix("[."), isAlphanumeric(start - 1), isAlphanumeric(start + 2) {
            return output(2, ".".utf8)
        }
        return nil
    }

    private static func hex(_ scalars: some Sequence<Unicode.Scalar>) -> Int? {
        let text = String(String.UnicodeScalarView(scalars))
        return text.utf8.allSatisfy { "0123456789abcdefABCDEF".utf8.contains($0) }
            ? Int(text, radix: 16) : nil
    }

    private static func unicode(_ cells: [Cell], _ start: Int) -> (Int, Int)? {
        var index = start
        while index < cells.count, cells[index].byte == UInt8(ascii: "\\") { index += 1 }
        guard index > start, index + 5 <= cells.count, cells[index].byte == UInt8(ascii: "u"),
            let value = hex(cells[index + 1..<index + 5].map { Unicode.Scalar($0.byte) })
        else { return nil }
        return (value, index + 5 - start)
    }

    private static func labels(_ cells: [Cell], _ start: Int) -> (Int, [Cell])? {
        var output: [Cell] = []
        var index = start
        var count = 0
        while index < cells.count, cells[index].byte == UInt8(ascii: "("),
            let close = (index + 2..<max(min(index + 4, cells.count), index + 2)).first(where: {
                cells[$0].byte == UInt8(ascii: ")")
            }),
            let length = Int(String(decoding: cells[index + 1..<close].map(\.byte), as: UTF8.self)),
            length <= 63,
            cells[index + 1].byte != UInt8(ascii: "+"), cells[index + 1].byte != UInt8(ascii: "-"),
            index - start < 600
        {
            let mark = count == 0 || length == 0 ? UInt8(ascii: " ") : UInt8(ascii: ".")
            output.append(Cell(byte: mark, from: cells[index].from, to: cells[close].to, isNew: true))
            index = close + 1
            if length == 0 { return count >= 2 ? (index - start, output) : nil }
            guard index + length < cells.count else { return nil }
            let label = cells[index..<index + length]
            guard label.allSatisfy({ NaiveTokens.isName($0.byte) && $0.byte != UInt8(ascii: ".") }) else {
                return nil
            }
            output += label.map { Cell(byte: $0.byte, from: $0.from, to: $0.to, isNew: true) }
            index += length
            count += 1
        }
        return nil
    }
}
