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

extension Response {
    /// An answer in JSON that was written before.
    static func json(
        _ bytes: [UInt8],
        status: HTTPResponse.Status = .ok,
        headers: HTTPFields = [:]
    ) -> Response {
        var fields = headers
        fields[.contentType] = "application/json"
        return Response(status: status, headers: fields, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// The answer to a change: its revision.
    static func revision(_ revision: Int64) -> Response {
        .json { $0.object { $0.field("revision", revision) } }
    }
}
