import Hummingbird
import JSONOutput
import Registry

/// `GET /api/v1/constituency`: what the member of a sensor answers for, which is its inside.
struct ConstituencyRoutes {
    let desk: StoreDesk

    func add(to router: Router<HubContext>) {
        router.get("/api/v1/constituency") { _, context in
            try context.identity.require(.sense)
            let member = context.identity.viewer.member
            let addresses = try await desk.ask { store in
                try store.members().first { $0.id == member }?.settings.constituency ?? []
            }
            return Response.json { writer in
                writer.object { writer in
                    writer.name("addresses")
                    writer.array(of: addresses) { writer, address in writer.string("\(address)") }
                }
            }
        }
    }
}
