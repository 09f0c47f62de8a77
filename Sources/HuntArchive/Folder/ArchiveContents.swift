internal import Observations

/// What an open archive consists of at one moment. Who holds it can read on, whatever a writer changes.
struct ArchiveContents: Sendable {
    /// The family that every database has; empty.
    let root: RocksFamily
    /// The family of each day.
    var days: [Day: RocksFamily] = [:]
    var register: ArchiveRegister
    /// Families that an interrupted joining or expiry left over; only a writer removes them.
    let leftOver: [RocksFamily]

    /// The contents of a database: all its families, the default one first, and the register as it was before the database
    /// was opened.
    init(_ families: [RocksFamily], register: ArchiveRegister) throws(RocksError) {
        guard let root = families.first else { throw RocksError(message: "Corruption: there is no family") }
        self.root = root
        self.register = register
        var leftOver: [RocksFamily] = []
        var generations: [Day: [(name: FamilyName, family: RocksFamily)]] = [:]
        for family in families.dropFirst() {
            guard let name = FamilyName(family.name) else {
                throw RocksError(message: "Corruption: the family \(family.name) is no day")
            }
            generations[name.day, default: []].append((name, family))
        }
        for (day, families) in generations {
            let newestFirst = families.sorted { $0.name.generation > $1.name.generation }.map(\.family)
            let current = day < register.firstKeptDay ? nil : try Self.current(newestFirst)
            days[day] = current
            leftOver += newestFirst.filter { $0 !== current }
        }
        self.leftOver = leftOver
    }

    /// Of the families of one day, newest first, the one that holds it: a newer one counts once its table has come in.
    private static func current(_ families: [RocksFamily]) throws(RocksError) -> RocksFamily? {
        for family in families.dropLast() where try family.value(of: DayRecord.seal) != nil { return family }
        return families.last
    }

    /// Checks that the database has every batch that the register knows of.
    func check() throws(RocksError) {
        for (day, batch) in register.batches.sorted(by: { $0.key < $1.key }) {
            guard let family = days[day], try family.reaches(batch: batch) else {
                throw RocksError(message: "Corruption: batches of \(day) are missing")
            }
        }
    }
}

extension RocksFamily {
    /// Whether a day's family holds the batch with this number or a later one.
    fileprivate func reaches(batch: UInt32) throws(RocksError) -> Bool {
        let joined = try value(of: DayRecord.seal).flatMap { DayRecord.number(stored: $0) } ?? 0
        if joined >= batch { return true }
        return try batches().last >= batch
    }

    /// The number of the last batch of a day's family, 0 when there is none, and how many are not joined into one table.
    func batches() throws(RocksError) -> (last: UInt32, joined: UInt32?, loose: Int) {
        let joined = try value(of: DayRecord.seal).flatMap { DayRecord.number(stored: $0) }
        var (last, loose) = (joined ?? 0, 0)
        let iterator = RocksIterator(self, .wholeOrder)
        iterator.seek(DayRecord.batches)
        while iterator.isValid, iterator.key.starts(with: DayRecord.batches) {
            guard let number = DayRecord.number(stored: iterator.value) else {
                throw RocksError(message: "Corruption: a batch of \(name) has no number")
            }
            last = max(last, number)
            if number > joined ?? 0 { loose += 1 }
            iterator.next()
        }
        try iterator.check()
        return (last, joined, loose)
    }
}
