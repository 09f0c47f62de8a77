import Hummingbird
import NIOCore

/// What is known of a request while it is answered.
struct HubContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Who asks; nobody until the authenticator has found out.
    var identity: Identity = .nobody
    /// What the browser brought with it; nil for programs, which present tokens.
    var browser: Browser?
    /// The address the connection comes from.
    let remoteAddress: SocketAddress?

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress
    }
}
