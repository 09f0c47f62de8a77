import Addresses
import Foundation
import HTTPTypes
import Hummingbird
import JSONOutput
import Registry
import Reports

/// `POST /api/v1/sightings`: a sensor's batch.
struct SightingRoutes: EndpointGroup {
    /// Most bytes of a batch.
    static let maximumBody = 16 << 20

    let desk: StoreDesk
    let clock: HubClock

    var endpoints: [Endpoint] {
        let outcome = Schema.object([
            .init("outcome", .words(["recorded", "known", "out-of-order"])),
            .optional("unregistered", .count),
            .optional("awaited", .revision),
        ])
        return [
            Endpoint(
                method: .post,
                path: "/api/v1/sightings",
                summary: "A sensor's batch of sightings, once however often it is sent",
                permission: .sense,
                body: .json(.named("Batch")),
                answers: [
                    .json(outcome, "Taken, or known"),
                    .json(outcome, status: .conflict, "Batches before it are missing"),
                ],
                handle: take
            )
        ]
    }

    private func take(_ request: Request, _ context: HubContext) async throws -> Response {
        guard let sensor = context.identity.token else {
            throw Problem(.forbidden, "sightings are posted with a sensor's token")
        }
        let body = try await request.body.collect(upTo: Self.maximumBody)
        let batch = try Self.batch(in: body)
        let now = clock.now
        let receipt = try await desk.ask { try $0.record(batch, from: sensor, at: now) }
        return Self.response(receipt)
    }

    private static func batch(in body: ByteBuffer) throws -> SightingBatch {
        do {
            return try JSONDecoder().decode(BatchBody.self, from: Data(body.readableBytesView)).batch()
        } catch let problem as Problem {
            throw problem
        } catch {
            throw Problem(.badRequest, "the body is not a batch of sightings: \(DecodingProblem(error))")
        }
    }

    private static func response(_ receipt: SightingReceipt) -> Response {
        switch receipt {
        case .recorded(let unregistered):
            .json { writer in
                writer.object { writer in
                    writer.field("outcome", "recorded")
                    writer.field("unregistered", unregistered)
                }
            }
        case .known: .json { $0.object { $0.field("outcome", "known") } }
        case .outOfOrder(let awaited):
            .json(status: .conflict) { writer in
                writer.object { writer in
                    writer.field("outcome", "out-of-order")
                    writer.field("awaited", awaited)
                }
            }
        }
    }
}

/// A batch as it is sent.
private struct BatchBody: Decodable {
    struct Item: Decodable {
        let address: String
        let seen: String?
        let inside: String?
        let count: Int
        let first: String
        let last: String
    }

    let spool: String
    let sequence: Int64
    let sightings: [Item]

    func batch() throws(Problem) -> SightingBatch {
        guard let spool = UUID(uuidString: spool) else {
            throw Problem(.invalid, "spool: a UUID names a spool")
        }
        var converted: [Sighting] = []
        for (index, item) in sightings.enumerated() {
            do {
                converted.append(try item.sighting())
            } catch {
                throw Problem(.invalid, "sightings[\(index)]: \(error)")
            }
        }
        return SightingBatch(
            spool: withUnsafeBytes(of: spool.uuid) { Array($0) },
            sequence: sequence,
            sightings: converted
        )
    }
}

extension BatchBody.Item {
    fileprivate func sighting() throws -> Sighting {
        Sighting(
            address: try Address(address),
            seen: seen,
            inside: try inside.map { try IPAddress($0) },
            count: count,
            firstAt: try moment(first),
            lastAt: try moment(last)
        )
    }

    private func moment(_ text: String) throws -> Timestamp {
        guard let moment = Timestamp(rfc3339: text) else {
            throw Problem(.invalid, "\(text) is no time as RFC 3339 writes it")
        }
        return moment
    }
}
