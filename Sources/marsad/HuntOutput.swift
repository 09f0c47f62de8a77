import Addresses
import HuntArchive
import JSONOutput
import Observations
import Reports

/// Who met an address, as text and as JSON.
struct HuntOutput {
    let answer: HuntAnswer
    let archive: HuntArchive
    /// Most meetings shown.
    let limit: Int

    fileprivate var shown: ArraySlice<Meeting> { answer.meetings.prefix(limit) }
    private var notShown: Int { answer.meetings.count - shown.count }
    fileprivate var hosts: Int { Set(answer.meetings.compactMap(\.inside)).count }
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
        var writer = JSONWriter(capacity: 4096)
        writer.object { $0.fields(of: self) }
        return writer.text
    }

    /// Writes what the answer leaves out; nothing when it is all there.
    fileprivate func writeMore(to writer: inout JSONWriter) {
        guard notShown > 0 || isPartial else { return }
        let more = answer.more
        writer.object("more") { writer in
            writer.field("meetingsNotShown", notShown)
            writer.field("observationsNotListed", (more?.unreadRows ?? 0) + (more?.unkeptRows ?? 0))
            writer.field("stoppedOn", more?.stop?.day.description)
            writer.field("stoppedBehind", more?.stop?.address?.description)
        }
    }
}

extension JSONWriter {
    fileprivate mutating func fields(of output: HuntOutput) {
        let answer = output.answer
        let totals = answer.totals
        field("kind", answer.target.address.kind.name)
        field("address", answer.target.address.description)
        field("reach", answer.target.reach.rawValue)
        field("since", answer.period.first.start)
        field("until", answer.period.last.end)
        field("met", answer.isMet)
        field("count", totals.count)
        field("first", answer.isMet ? totals.first : nil)
        field("last", answer.isMet ? totals.last : nil)
        field("hosts", output.hosts)
        array("days", of: totals.days) { $0.dayCount($1) }
        array("meetings", of: output.shown) { $0.meeting($1, in: output.archive) }
        output.writeMore(to: &self)
        field("complete", answer.coverage.isComplete)
        array("coverage", of: answer.coverage.sensors) { $0.coverage($1) }
    }

    private mutating func dayCount(_ count: MeetingCount.DayCount) {
        object { writer in
            writer.field("day", count.day.description)
            writer.field("count", count.count)
        }
    }

    private mutating func meeting(_ meeting: Meeting, in archive: HuntArchive) {
        object { writer in
            writer.field("inside", meeting.inside?.description)
            writer.field("kind", meeting.address.kind.name)
            writer.field("address", meeting.address.description)
            writer.field("sensor", archive.sensorName(of: meeting.sensor))
            writer.field("count", meeting.counted.count)
            writer.field("first", meeting.counted.first)
            writer.field("last", meeting.counted.last)
            writer.array("days", of: meeting.counted.days) { $0.dayCount($1) }
        }
    }

    private mutating func coverage(_ sensor: CoverageReport.Sensor) {
        object { writer in
            writer.field("sensor", sensor.name)
            writer.field("complete", sensor.isComplete)
            writer.field("coveredUntil", sensor.coveredUntil)
            writer.array("gaps", of: sensor.gaps) { $0.gap($1) }
            writer.field("moreGaps", sensor.unnamedGaps > 0 ? sensor.unnamedGaps : nil)
        }
    }

    private mutating func gap(_ gap: CoverageReport.Gap) {
        object { writer in
            writer.field("from", gap.interval.start)
            writer.field("to", gap.interval.end)
            writer.field("reason", gap.reason.name)
            writer.field("lost", gap.lost > 0 ? gap.lost : nil)
        }
    }
}
