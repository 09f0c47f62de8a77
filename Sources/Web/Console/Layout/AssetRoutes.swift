import ConsoleAssets
import Credentials
import Hummingbird

/// The console's style, script and icon.
struct AssetRoutes {
    func add(to router: Router<HubContext>) {
        for file in ConsoleAssets.files {
            let tag =
                "\"\(SecretDigest(of: String(decoding: file.bytes, as: UTF8.self)).hexadecimal.prefix(16))\""
            router.get(RouterPath("/assets/\(file.name)")) { request, _ in
                var response = Response(status: .ok)
                response.headers[.eTag] = tag
                response.headers[.cacheControl] = "no-cache"
                if request.headers[.ifNoneMatch] == tag {
                    response.status = .notModified
                    return response
                }
                response.headers[.contentType] = file.mediaType
                response.body = .init(byteBuffer: ByteBuffer(bytes: file.bytes))
                return response
            }
        }
        router.get("/favicon.ico") { _, _ in Console.redirect(to: "/assets/icon.svg") }
    }
}
