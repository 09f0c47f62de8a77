import Hummingbird
import JSONOutput
import Registry

/// `GET /api/v1/constituency`: what the member of a sensor answers for, which is its inside.
struct ConstituencyRoutes: EndpointGroup {
    let desk: StoreDesk

    var endpoints: [Endpoint] {
        [
            Endpoint(
                method: .get,
                path: "/api/v1/constituency",
                summary: "What the member of a sensor answers for",
                permission: .sense,
                answers: [
                    .json(
                        .object([
                            .init(
                                "addresses",
                                .array(APISchemas.address, maximum: MemberSettings.maximumConstituency)
                            )
                        ]),
                        "Networks, AS numbers and names"
                    )
                ]
            ) { _, context in
                let member = context.identity.viewer.member
                let addresses = try await desk.ask { store in
                    try store.members().first { $0.id == member }?.settings.constituency ?? []
                }
                return Response.json { writer in
                    writer.object { writer in
                        writer.array("addresses", of: addresses) { $0.string("\($1)") }
                    }
                }
            }
        ]
    }
}
