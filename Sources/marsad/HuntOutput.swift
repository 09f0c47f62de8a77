import Addresses
import HuntArchive
import Observations
import Reports

/// Who met an address, as text and as JSON.
struct HuntOutput {
    let answer: HuntAnswer
    let archive: HuntArchive
    /// Most meetings shown.
    let limit: Int

    private var shown: ArraySlice<Meeting> { answer.meetings.prefix(limit) }
    private var notShown: Int { answer.meetings.count - shown.count }
    private var hosts: Int { Set(answer.meetings.compactMap(\.inside)).count }
    private var isPartial: Bool { answer.more != nil }

    /// For a person at a terminal.
    var text: String {
        let address = answer.target.address
        var lines = ["\(address)  \(address.kind.name)", "  \(answer.period.interval)"]
        if case .domain(let name) = address, name.unicode != name.text { lines[0] += "  (\(name.unicode))" }
        if answer.isMet {
            let totals = answer.totals
            let least = answer.more?.stop == nil ? "" : "at least "
            lines.append("  met \(least)\(times(totals.count)), first \(totals.first), last \(totals.last)")
            lines.append("  by \(isPartial ? "at least " : "")\(hosts == 1 ? "1 host" : "\(hosts) hosts")")
            lines += shown.map { "    \(line(of: $0))" }
        } else {
            lines.append("  nobody met it")
        }
        return (lines + moreLines + coverageLines).joined(separator: "\n")
    }

    private func line(of meeting: Meeting) -> String {
        let inside = meeting.inside?.description ?? "unknown host"
        let counted = meeting.counted
        let time = counted.first == counted.last ? "\(counted.last)" : "\(counted.first) to \(counted.last)"
        return
            "\(inside)  \(meeting.address)  \(archive.sensorName(of: meeting.sensor))  \(times(counted.count))  \(time)"
    }

    private func times(_ count: UInt64) -> String { count == 1 ? "once" : "\(count) times" }

    private var moreLines: [String] {
        var lines: [String] = []
        if notShown > 0 { lines.append("  \(notShown) earlier meetings are not shown; see --limit") }
        guard let more = answer.more else { return lines }
        let unlisted = more.unreadRows + more.unkeptRows
        if unlisted > 0 {
            lines.append(
                "  \(unlisted) more observations are counted above, their hosts are not shown; see --thorough"
            )
        }
        if let stop = more.stop {
            let place = stop.address.map { " behind \($0)" } ?? ""
            lines.append(
                "  there is more: reading stopped on \(stop.day)\(place); see --thorough"
            )
        }
        return lines
    }

    private var coverageLines: [String] {
        let coverage = answer.coverage
        if coverage.isComplete { return ["  the archive is complete for this period"] }
        guard !coverage.sensors.isEmpty else { return ["  the archive is not complete: it has no sensor"] }
        return ["  the archive is not complete for this period"]
            + coverage.sensors.filter { !$0.isComplete }.flatMap { sensor in
                let gaps = sensor.gaps.map { gap in
                    "      \(gap.interval)  \(gap.reason.name)\(gap.lost > 0 ? ", \(gap.lost) lost" : "")"
                }
                let unnamed = sensor.unnamedGaps > 0 ? ["      and \(sensor.unnamedGaps) more gaps"] : []
                return ["    \(sensor.name) misses"] + gaps + unnamed
            }
    }

    /// One object on one line.
    var jsonText: String {
        let address = answer.target.address
        let totals = answer.totals
        return JSONText.object([
            ("kind", JSONText.string(address.kind.name)),
            ("address", JSONText.string(address.description)),
            ("reach", JSONText.string(answer.target.reach.rawValue)),
            ("since", JSONText.string(answer.period.first.start.description)),
            ("until", JSONText.string(answer.period.last.end.description)),
            ("met", answer.isMet ? "true" : "false"),
            ("count", "\(totals.count)"),
            ("first", answer.isMet ? JSONText.string(totals.first.description) : nil),
            ("last", answer.isMet ? JSONText.string(totals.last.description) : nil),
            ("hosts", "\(hosts)"),
            ("days", JSONText.array(totals.days.map(\.json))),
            ("meetings", JSONText.array(shown.map(json))),
            ("more", moreJSON),
            ("complete", answer.coverage.isComplete ? "true" : "false"),
            ("coverage", JSONText.array(answer.coverage.sensors.map(\.json))),
        ])
    }

    private func json(_ meeting: Meeting) -> String {
        JSONText.object([
            ("inside", meeting.inside.map { JSONText.string($0.description) }),
            ("kind", JSONText.string(meeting.address.kind.name)),
            ("address", JSONText.string(meeting.address.description)),
            ("sensor", JSONText.string(archive.sensorName(of: meeting.sensor))),
            ("count", "\(meeting.counted.count)"),
            ("first", JSONText.string(meeting.counted.first.description)),
            ("last", JSONText.string(meeting.counted.last.description)),
            ("days", JSONText.array(meeting.counted.days.map(\.json))),
        ])
    }

    /// What the answer leaves out; nothing when it is all there.
    private var moreJSON: String? {
        guard notShown > 0 || isPartial else { return nil }
        let more = answer.more
        return JSONText.object([
            ("meetingsNotShown", "\(notShown)"),
            ("observationsNotListed", "\((more?.unreadRows ?? 0) + (more?.unkeptRows ?? 0))"),
            ("stoppedOn", more?.stop.map { JSONText.string($0.day.description) }),
            ("stoppedBehind", more?.stop?.address.map { JSONText.string($0.description) }),
        ])
    }
}

extension MeetingCount.DayCount {
    fileprivate var json: String {
        JSONText.object([("day", JSONText.string(day.description)), ("count", "\(count)")])
    }
}

extension CoverageReport.Sensor {
    fileprivate var json: String {
        JSONText.object([
            ("sensor", JSONText.string(name)),
            ("complete", isComplete ? "true" : "false"),
            ("coveredUntil", coveredUntil.map { JSONText.string($0.description) }),
            ("gaps", JSONText.array(gaps.map(\.json))),
            ("moreGaps", unnamedGaps > 0 ? "\(unnamedGaps)" : nil),
        ])
    }
}

extension CoverageReport.Gap {
    fileprivate var json: String {
        JSONText.object([
            ("from", JSONText.string(interval.start.description)),
            ("to", JSONText.string(interval.end.description)),
            ("reason", JSONText.string(reason.name)),
            ("lost", lost > 0 ? "\(lost)" : nil),
        ])
    }
}
