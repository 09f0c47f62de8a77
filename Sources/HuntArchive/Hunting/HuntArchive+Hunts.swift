internal import Observations
internal import Reports
internal import Synchronization

extension HuntArchive {
    /// Who met the target.
    ///
    /// Days are read latest first. Of addresses that very many met, the totals come from summaries and only the latest
    /// rows are read; of very large ranges reading stops at a limit. ``HuntAnswer/more`` says what was left.
    /// - Parameters:
    ///   - target: what is hunted.
    ///   - period: the hours that are looked at.
    ///   - limits: how much is read and kept; the usual limits of the target when nil.
    /// - Returns: who met it, and how far the archive can tell.
    /// - Throws: ``ArchiveError``.
    public func hunt(
        _ target: HuntTarget,
        in period: HuntPeriod,
        limits: HuntLimits? = nil
    ) throws(ArchiveError) -> HuntAnswer {
        let contents = contents.withLock { $0 }
        let range = HuntRange(target)
        var tally = HuntTally(limits ?? HuntLimits(for: target))
        do throws(RocksError) {
            for (day, family) in contents.latestFirst(in: period) {
                var reader = DayReader(family, day: day, hours: period.hours(of: day))
                if try !reader.read(range, into: &tally) { break }
            }
        } catch { throw ArchiveError(error, at: path) }
        return HuntAnswer(
            target: target,
            period: period,
            totals: tally.totals,
            meetings: tally.meetings,
            more: tally.remainder.isEmpty ? nil : tally.remainder,
            coverage: try coverage(of: period, contents)
        )
    }

    /// Which of many targets were met at all, for the new addresses of a feed: one pass over each day in the order of keys.
    /// - Parameters:
    ///   - targets: what is hunted.
    ///   - period: the hours that are looked at.
    ///   - rows: most rows read for one target; what is counted beyond is told as at least that much.
    /// - Returns: the targets that were met, in the order given.
    /// - Throws: ``ArchiveError``.
    public func met(
        _ targets: some Sequence<HuntTarget>,
        in period: HuntPeriod,
        rows: Int = HuntLimits.rowsOfBulkTarget
    ) throws(ArchiveError) -> [Encounter] {
        let contents = contents.withLock { $0 }
        var hunts = targets.map { target in
            (target: target, range: HuntRange(target), tally: HuntTally(HuntLimits(rows: rows, meetings: 0)))
        }
        let order = hunts.indices.sorted {
            hunts[$0].range.lower.lexicographicallyPrecedes(hunts[$1].range.lower)
        }
        do throws(RocksError) {
            for (day, family) in contents.latestFirst(in: period) {
                var reader = DayReader(family, day: day, hours: period.hours(of: day))
                for index in order where hunts[index].tally.remainder.stop == nil {
                    _ = try reader.read(hunts[index].range, into: &hunts[index].tally)
                }
            }
        } catch { throw ArchiveError(error, at: path) }
        return hunts.compactMap { hunt in
            guard hunt.tally.totals.count > 0 else { return nil }
            return Encounter(
                target: hunt.target,
                totals: hunt.tally.totals,
                isAtLeast: hunt.tally.remainder.stop != nil
            )
        }
    }

    /// How complete the archive is for `period`.
    /// - Throws: ``ArchiveError``.
    public func coverage(of period: HuntPeriod) throws(ArchiveError) -> CoverageReport {
        try coverage(of: period, contents.withLock { $0 })
    }

    private func coverage(
        of period: HuntPeriod,
        _ contents: ArchiveContents
    ) throws(ArchiveError) -> CoverageReport {
        var notes: [SensorNumber: [CoverageNote]] = [:]
        do throws(RocksError) {
            for (day, family) in contents.latestFirst(in: period) {
                for note in try family.coverageNotes(of: day) { notes[note.sensor, default: []].append(note) }
            }
        } catch { throw ArchiveError(error, at: path) }
        let expired = contents.register.firstKeptDay.start
        let sensors = contents.register.sensors.enumerated().compactMap { number, sensor in
            let number = SensorNumber(UInt16(number))
            return sensor.isRetired
                ? nil
                : CoverageReport.Sensor(
                    number: number,
                    name: sensor.name,
                    notes: notes[number] ?? [],
                    period: period.interval,
                    expired: expired
                )
        }
        return CoverageReport(period: period.interval, sensors: sensors)
    }
}

/// A target that was met.
public struct Encounter: Sendable {
    /// The target.
    public let target: HuntTarget
    /// How often and when.
    public let totals: MeetingCount
    /// Whether it was met oftener, or earlier, than ``totals`` says, because there was too much to read.
    public let isAtLeast: Bool
}

extension ArchiveContents {
    fileprivate func latestFirst(in period: HuntPeriod) -> [(day: Day, family: RocksFamily)] {
        days.filter { period.touches($0.key) && $0.key >= register.firstKeptDay }.sorted { $0.key > $1.key }
            .map { ($0.key, $0.value) }
    }
}

extension RocksFamily {
    /// What was said of the completeness of `day`, which this is the family of.
    fileprivate func coverageNotes(of day: Day) throws(RocksError) -> [CoverageNote] {
        var notes: [CoverageNote] = []
        let iterator = RocksIterator(self, .wholeOrder)
        iterator.seek(DayRecord.coverage)
        while iterator.isValid, iterator.key.starts(with: DayRecord.coverage) {
            guard let note = DayRecord.note(key: iterator.key, value: iterator.value, in: day) else {
                throw RocksError(message: "Corruption: a coverage note of \(name) is malformed")
            }
            notes.append(note)
            iterator.next()
        }
        try iterator.check()
        return notes
    }
}
