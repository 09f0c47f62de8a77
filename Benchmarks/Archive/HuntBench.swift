import Addresses
import HuntArchive
import Observations
import Reports

/// Times hunts of every kind in a filled archive.
struct HuntBench {
    let archive: HuntArchive
    let period: HuntPeriod
    let universe: UInt64
    let seed: UInt64

    /// Budgets of the design, in seconds.
    private static let oneAddress = 0.05
    private static let range = 1.0
    private static let bulk = 5.0

    /// - Returns: whether every budget was kept.
    func run() throws -> Bool {
        var generator = TelemetryGenerator(universe: universe, seed: seed ^ 1)
        let uniform = (0..<2000).map { _ in TelemetryGenerator.address(ofRank: generator.uniformRank()) }
        let popular = (0..<2000).map { _ in TelemetryGenerator.address(ofRank: generator.popularRank()) }
        let hottest = (0..<50).map { TelemetryGenerator.address(ofRank: $0) }
        let absent = (0..<2000).map { _ in
            TelemetryGenerator.address(ofRank: universe + generator.next() % universe)
        }
        let blocks = (0..<200).map { _ in TelemetryGenerator.block(generator.next()) }
        let domains = uniform.compactMap(Self.domain).prefix(200)
        let popularDomains = (popular + hottest).compactMap(Self.domain).prefix(200)
        let lines = [
            try measure("one address, uniform", uniform, .exactly, budget: Self.oneAddress),
            try measure("one address, by popularity", popular, .exactly, budget: Self.oneAddress),
            try measure("one address, the 50 hottest", hottest, .exactly, budget: Self.oneAddress),
            try measure("absent address", absent, .exactly, budget: Self.oneAddress),
            try measure("a /16", blocks, .inside, budget: Self.range),
            try measure("a domain with subdomains, uniform", Array(domains), .inside, budget: Self.range),
            try measure(
                "a domain with subdomains, by popularity",
                Array(popularDomains),
                .inside,
                budget: Self.range
            ),
            try measure(
                "a whole top-level domain (sa.example)",
                [Address("sa.example")],
                .inside,
                budget: nil
            ),
            try bulk(
                "bulk: 10,000 new addresses, 1 % met",
                uniform.prefix(100)
                    + (0..<9900).map {
                        TelemetryGenerator.address(ofRank: universe + UInt64($0))
                    }
            ),
            try bulk(
                "bulk: 10,000 addresses, all met",
                (0..<10_000).map { _ in
                    TelemetryGenerator.address(ofRank: generator.uniformRank())
                }
            ),
        ]
        print(Latencies.header)
        for line in lines { print(line.line) }
        return lines.allSatisfy(\.isWithinBudget)
    }

    /// The second pass over the same questions: blocks and pages are as warm as memory allows.
    private func measure(
        _ name: String,
        _ addresses: [Address],
        _ reach: HuntTarget.Reach,
        budget: Double?
    ) throws -> Latencies {
        var latencies = Latencies(name, budget: budget)
        for address in addresses { _ = try archive.hunt(HuntTarget(address, reach: reach), in: period) }
        for address in addresses {
            try latencies.measure {
                try archive.hunt(HuntTarget(address, reach: reach), in: period).totals.count
            }
        }
        return latencies
    }

    private func bulk(_ name: String, _ addresses: some Sequence<Address>) throws -> Latencies {
        var latencies = Latencies(name, budget: Self.bulk)
        let targets = addresses.map { HuntTarget($0) }
        for _ in 0..<3 { try latencies.measure { UInt64(try archive.met(targets, in: period).count) } }
        return latencies
    }

    /// The registered domain of a generated name: three labels.
    private static func domain(_ address: Address) -> Address? {
        address.containers.first { container in
            guard case .domain(let name) = container else { return false }
            return name.labelCount == 3
        }
    }
}
