import Addresses
import HuntArchive
import Observations
import Reports

/// What an archive should answer, from a dictionary and from what containment means, without keys.
struct NaiveArchive {
    struct Met: Hashable {
        let address: Address
        let inside: IPAddress?
        let sensor: SensorNumber
    }

    struct Count: Equatable {
        var count: UInt64 = 0
        var first: Int64 = .max
        var last: Int64 = .min
        var days: [Day: UInt64] = [:]

        mutating func add(_ other: Occurrences, _ hour: Hour) {
            count += other.count
            first = min(first, hour.start.seconds + Int64(other.first))
            last = max(last, hour.start.seconds + Int64(other.last))
            days[hour.day, default: 0] += other.count
        }
    }

    private struct Who: Hashable {
        let inside: IPAddress?
        let sensor: SensorNumber
    }

    private var counts: [Address: [Who: [Hour: Occurrences]]] = [:]

    mutating func add(_ event: Event) {
        let offset = UInt16(event.second % 3600)
        guard let hour = Hour(containing: Timestamp(seconds: event.second)),
            var sum = Occurrences(count: UInt64(event.times), first: offset, last: offset)
        else { return }
        let address = Self.normalized(event.address)
        let who = Who(inside: event.inside, sensor: event.sensor)
        if let before = counts[address]?[who]?[hour] { sum.join(before) }
        counts[address, default: [:]][who, default: [:]][hour] = sum
    }

    /// The meetings of the target, each with its counts.
    func meetings(of target: HuntTarget, in period: HuntPeriod) -> [Met: Count] {
        var result: [Met: Count] = [:]
        for (address, hosts) in counts where Self.includes(target, address) {
            for (who, hours) in hosts {
                var count = Count()
                for (hour, occurrences) in hours where period.first <= hour && hour <= period.last {
                    count.add(occurrences, hour)
                }
                if count.count > 0 {
                    result[Met(address: address, inside: who.inside, sensor: who.sensor)] = count
                }
            }
        }
        return result
    }

    static func totals(_ meetings: [Met: Count]) -> Count {
        meetings.values.reduce(into: Count()) { sum, count in
            sum.count += count.count
            sum.first = min(sum.first, count.first)
            sum.last = max(sum.last, count.last)
            sum.days.merge(count.days, uniquingKeysWith: +)
        }
    }

    // MARK: Containment, from the words of the design

    static func includes(_ target: HuntTarget, _ met: Address) -> Bool {
        let wanted = normalized(target.address)
        switch (wanted, target.reach) {
        case (_, .exactly): return met == wanted
        case (.url(let url), .host): return met == host(url) || hostOfURL(met) == host(url)
        case (.url(let url), .inside):
            guard case .url(let other) = met else { return false }
            return other.host == url.host && other.pathAndQuery == url.pathAndQuery
        case (.url(let url), .pathPrefix):
            guard case .url(let other) = met, other.host == url.host else { return false }
            let prefix = path(url)
            let whole = path(other)
            return whole == prefix || whole.hasPrefix(prefix.hasSuffix("/") ? prefix : prefix + "/")
        default:
            return contains(wanted, met) || hostOfURL(met).map { contains(wanted, $0) } == true
        }
    }

    private static func contains(_ outer: Address, _ inner: Address) -> Bool {
        switch (outer, inner) {
        case (.network(let network), .ip(let address)): network.contains(address)
        case (.network(let network), .network(let other)): network.contains(other)
        case (.domain(let name), .domain(let other)):
            other.text == name.text || other.text.hasSuffix("." + name.text)
        default: outer == inner
        }
    }

    private static func host(_ url: URLAddress) -> Address {
        switch url.host {
        case .domain(let name): .domain(name)
        case .ip(let address): .ip(address)
        }
    }

    private static func hostOfURL(_ address: Address) -> Address? {
        guard case .url(let url) = address else { return nil }
        return host(url)
    }

    private static func path(_ url: URLAddress) -> String {
        String(url.pathAndQuery.prefix { $0 != "?" })
    }

    /// The notations that the tests use, by hand.
    static func normalized(_ address: Address) -> Address {
        guard case .url = address else { return address }
        let text = address.description.replacing("%61", with: "a").replacing("%7e", with: "~")
        return (try? Address(text)) ?? address
    }
}
