import Addresses
import Foundation
import HuntArchive
import Reports

/// A line of the input of `marsad archive ingest`: an observation, or a note on completeness.
struct ObservationLine: Decodable {
    private let address: String?
    private let inside: String?
    private let at: Time?
    private let count: UInt32?
    private let from: Time?
    private let to: Time?
    private let gap: String?
    private let lost: UInt64?
    /// Whose telemetry, when the line says so.
    let sensor: String?

    /// What a line says.
    enum Content {
        case met(Address, inside: IPAddress?, at: Timestamp, times: UInt32)
        case note(Interval, CoverageNote.Claim)
    }

    /// Why a line says nothing that can be used.
    struct Fault: Error {
        let reason: String

        init(_ reason: String) {
            self.reason = reason
        }
    }

    /// A moment, as RFC 3339 or seconds since 1970.
    private struct Time: Decodable {
        let timestamp: Timestamp?

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                timestamp = Moment.timestamp(text)
            } else {
                let seconds = try container.decode(Double.self)
                timestamp = Int64(exactly: seconds.rounded(.down)).map { Timestamp(seconds: $0) }
            }
        }
    }

    func content() throws(Fault) -> Content {
        guard let address else { return try note() }
        let met: Address
        do throws(AddressError) { met = try Address(address) } catch {
            throw Fault("\(error.reason.rawValue): \(error)")
        }
        guard let at = at?.timestamp else { throw Fault("at is missing or no time") }
        var host: IPAddress?
        if let inside {
            do throws(AddressError) { host = try IPAddress(inside) } catch { throw Fault("inside: \(error)") }
        }
        guard count != 0 else { throw Fault("count is 0") }
        return .met(met, inside: host, at: at, times: count ?? 1)
    }

    private func note() throws(Fault) -> Content {
        guard let start = from?.timestamp, let end = to?.timestamp,
            let interval = Interval(from: start, to: end)
        else {
            throw Fault("neither address, nor from before to")
        }
        guard let gap else { return .note(interval, .covered) }
        guard let reason = GapReason(name: gap) else {
            throw Fault("gap is none of \(GapReason.allCases.map(\.name).joined(separator: ", "))")
        }
        return .note(interval, .gap(reason, lost: lost ?? 0))
    }
}
