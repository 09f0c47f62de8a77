internal import Observations

/// What the archive keeps beside its database: its sensors, the day before which nothing is kept, and how many batches
/// each day has been given at least.
///
/// A text of one file that is replaced whole:
/// ```
/// marsad hunt archive 1
/// kept from 2026-08-25
/// sensor dns
/// retired proxy
/// day 2026-11-23 17
/// sum 8f2c…
/// ```
/// Sensors are numbered from 0 on in their order. The last line is a checksum of the others. The numbers of batches tell a
/// database that lost something from one that has all.
struct ArchiveRegister: Sendable {
    static let version = 1
    /// Most bytes of a sensor's name.
    static let maximumNameLength = 128
    /// Most bytes of the text: room for all sensors that can be numbered.
    static let maximumLength = 16 << 20
    private static let title = "marsad hunt archive "

    struct Sensor: Sendable {
        let name: String
        var isRetired: Bool
    }

    private(set) var sensors: [Sensor] = []
    private(set) var numbers: [String: SensorNumber] = [:]
    /// Earlier days are gone, and what comes late for them is not taken in.
    private(set) var firstKeptDay = Day.first
    /// The number of the last batch of each day, or an earlier one.
    private(set) var batches: [Day: UInt32] = [:]

    /// The register of a new archive.
    init() {}

    subscript(number: SensorNumber) -> Sensor? {
        Int(number.rawValue) < sensors.count ? sensors[Int(number.rawValue)] : nil
    }

    /// Whether a sensor may be called `name`.
    static func isUsable(_ name: String) -> Bool {
        (1...maximumNameLength).contains(name.utf8.count)
            && name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    }

    /// - Returns: the new sensor's number; nil when there are no numbers left.
    mutating func insert(_ sensor: Sensor) -> SensorNumber? {
        guard let number = UInt16(exactly: sensors.count) else { return nil }
        numbers[sensor.name] = SensorNumber(number)
        sensors.append(sensor)
        return SensorNumber(number)
    }

    mutating func setRetired(_ isRetired: Bool, _ number: SensorNumber) {
        sensors[Int(number.rawValue)].isRetired = isRetired
    }

    /// Days before `day` are gone from now on.
    mutating func expire(before day: Day) {
        firstKeptDay = max(firstKeptDay, day)
        batches = batches.filter { $0.key >= firstKeptDay }
    }

    mutating func noteBatch(_ number: UInt32, of day: Day) {
        batches[day] = max(number, batches[day] ?? 0)
    }
}

extension ArchiveRegister {
    /// Why a text is no register.
    enum Fault: Error {
        case notARegister
        case newerVersion
        case damaged
    }

    var text: String {
        var lines = ["\(Self.title)\(Self.version)", "kept from \(firstKeptDay)"]
        lines += sensors.map { "\($0.isRetired ? "retired" : "sensor") \($0.name)" }
        lines += batches.sorted { $0.key < $1.key }.map { "day \($0.key) \($0.value)" }
        let body = lines.joined(separator: "\n") + "\n"
        return "\(body)sum \(Self.sum(body))\n"
    }

    init(_ text: String) throws(Fault) {
        guard text.hasPrefix(Self.title),
            let version = Int(text.dropFirst(Self.title.count).prefix { $0 != "\n" })
        else { throw .notARegister }
        guard version <= Self.version else { throw .newerVersion }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.popLast() == "", let sum = lines.popLast(),
            sum == "sum \(Self.sum(lines.joined(separator: "\n") + "\n"))"
        else { throw .damaged }
        for line in lines.dropFirst() {
            guard let space = line.firstIndex(of: " ") else { throw .damaged }
            guard read(line[..<space], line[line.index(after: space)...]) else { throw .damaged }
        }
    }

    private mutating func read(_ word: Substring, _ rest: Substring) -> Bool {
        switch word {
        case "kept":
            guard rest.hasPrefix("from "), let day = Day(rest.dropFirst(5)) else { return false }
            firstKeptDay = day
            return true
        case "sensor", "retired":
            return insert(Sensor(name: String(rest), isRetired: word == "retired")) != nil
        case "day":
            guard let day = Day(rest.prefix(10)), let number = UInt32(rest.dropFirst(11)) else {
                return false
            }
            batches[day] = number
            return true
        default: return false
        }
    }

    /// FNV-1a of 64 bits.
    private static func sum(_ text: String) -> String {
        let sum = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return String(sum, radix: 16)
    }
}
