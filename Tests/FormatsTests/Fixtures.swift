import ByteStreams
import Foundation
import Formats

/// The files under `Fixtures`, written by hand in the true shape of each feed.
enum Fixtures {
    static func path(_ name: String) throws -> String {
        guard let folder = Bundle.module.resourceURL else { throw CocoaError(.fileNoSuchFile) }
        return folder.appending(path: "Fixtures/\(name)").path
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: path(name))))
    }

    /// What reading a file or folder gives.
    static func read(
        _ name: String,
        as format: FeedFormat? = nil
    ) throws -> (sink: ListSink, summaries: [FeedSummary]) {
        var sink = ListSink()
        let summaries = try FeedReader(format: format).read(ByteInput(path: path(name)), into: &sink)
        return (sink, summaries)
    }
}
