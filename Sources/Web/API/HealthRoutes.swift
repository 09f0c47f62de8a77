import Hummingbird
import JSONOutput
import Registry

/// `/healthz`: the process answers. `/readyz`: its registry answers, too.
struct HealthRoutes {
    let desk: StoreDesk

    func add(to router: Router<HubContext>) {
        router.get("/healthz") { _, _ in Response.json { $0.object { $0.field("status", "ok") } } }
        router.get("/readyz") { [desk] _, _ in
            let revision = try await desk.ask { try $0.revision() }
            return Response.json { writer in
                writer.object { writer in
                    writer.field("status", "ready")
                    writer.field("revision", revision)
                }
            }
        }
    }
}
