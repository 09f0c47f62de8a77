import Addresses
import Reports

/// Something bad on the Internet of the scenario, with the days on which it is about.
struct Threat: Sendable {
    let address: String
    let category: Category
    /// The first and the last day, counted from the scenario's first.
    let days: ClosedRange<Int>

    /// All of them, the same for the same seed.
    static func all(_ seed: UInt64, days: Int) -> [Threat] {
        var random = SeededRandom(seed: seed)
        var threats: [Threat] = []
        func add(_ addresses: [String], _ category: Category, staying stay: ClosedRange<Int>) {
            for address in addresses {
                let first = Int.random(in: -stay.upperBound..<days, using: &random)
                let last = first + Int.random(in: stay, using: &random)
                threats.append(Threat(address: address, category: category, days: first...last))
            }
        }
        add((1...70).map { "198.51.100.\($0)" }, .commandAndControl, staying: 6...26)
        add((1...12).map { "2001:db8:bad::\($0 * 16)" }, .commandAndControl, staying: 8...30)
        add((1...180).map { "203.0.113.\($0)" }, .scanning, staying: 4...14)
        add((1...90).map { "3fff:0:\($0)::\($0 * 7)" }, .scanning, staying: 4...14)
        add((128...230).map { "198.51.100.\($0)" }, .loginAttempt, staying: 3...20)
        add(phishing(&random), .phishing, staying: 3...16)
        add(malware(&random), .malwareDistribution, staying: 10...40)
        add(inside, .infectedSystem, staying: 8...30)
        return threats
    }

    private static func phishing(_ random: inout SeededRandom) -> [String] {
        let baits = [
            "post", "bank", "visa", "telecom", "wallet", "tax", "jobs", "parcel", "health", "school",
        ]
        let verbs = ["login", "verify", "secure", "update", "pay", "confirm"]
        return baits.flatMap { bait in
            verbs.map { verb -> String in
                let host = "\(bait)-\(verb).example"
                switch Int.random(in: 0..<3, using: &random) {
                case 0: return "https://\(host)/account/\(verb)"
                case 1: return "\(verb).\(bait)-online.example"
                default: return host
                }
            }
        }
    }

    /// What goes wrong within the members' own networks.
    private static var inside: [String] {
        MemberProfile.all.flatMap { profile in
            [3, 11, 19, 26].compactMap { profile.host($0)?.description } + ["portal.\(profile.suffix)"]
        }
    }

    private static func malware(_ random: inout SeededRandom) -> [String] {
        let letters = Array("bcdfghjklmnpqrstvwxz")
        return (0..<60).map { number in
            let word = String((0..<7).compactMap { _ in letters.randomElement(using: &random) })
            return number % 4 == 0 ? "http://\(word).example/dl/\(number).bin" : "\(word).example"
        }
    }

    /// Whether it is about on a day.
    func isAbout(on day: Int) -> Bool { days.contains(day) }
}
