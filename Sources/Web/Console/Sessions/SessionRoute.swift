import Hummingbird
import JSONOutput
import Registry
import Reports

/// `/session`: how long the browser's session still lasts. To ask is to use it, unless the page asks by itself.
struct SessionRoute {
    let console: Console

    func add(to router: Router<HubContext>) {
        router.get("/session") { _, context in
            guard let session = context.browser?.session else {
                throw Problem(.unauthorized, "there is no session")
            }
            let left = max(0, session.endsAt.seconds - console.clock.now.seconds)
            return Response.json { $0.object { $0.field("seconds", left) } }
        }
    }
}
