import HTTPTypes
import Hummingbird
import JSONOutput

extension Response {
    /// An answer in JSON that `write` writes.
    static func json(
        status: HTTPResponse.Status = .ok,
        headers: HTTPFields = [:],
        _ write: (inout JSONWriter) throws -> Void
    ) rethrows -> Response {
        var writer = JSONWriter()
        try write(&writer)
        var fields = headers
        fields[.contentType] = "application/json"
        return Response(
            status: status,
            headers: fields,
            body: .init(byteBuffer: ByteBuffer(bytes: writer.bytes))
        )
    }
}
