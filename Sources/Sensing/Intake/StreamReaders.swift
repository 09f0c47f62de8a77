import Foundation
import LogFormats
import LogInputs

/// The readers of the streams that lines come from: each keeps the headers of its own.
struct StreamReaders {
    /// Most streams whose readers are kept; the one that was quiet longest goes first.
    static let maximumStreams = 4096
    /// Bytes at the beginning of a file, and before the place where reading goes on, in which headers are looked for.
    private static let headReach = 64 << 10
    private static let backReach = 4 << 20

    private struct Stream {
        var reader: LogReader
        var lastUse: UInt64
    }

    private let options: @Sendable () -> LogOptions
    private var streams: [SourceID: Stream] = [:]
    private var uses: UInt64 = 0

    init(options: @escaping @Sendable () -> LogOptions) {
        self.options = options
    }

    /// Calls `body` with the reader of the batch's stream.
    mutating func withReader<Value>(of batch: LineBatch, _ body: (inout LogReader) -> Value) -> Value {
        uses += 1
        let source = batch.id.source
        if streams[source] == nil {
            if streams.count >= Self.maximumStreams { forgetQuietest() }
            streams[source] = Stream(reader: reader(for: batch), lastUse: uses)
        }
        guard let index = streams.index(forKey: source) else {
            var reader = LogReader(options: options())
            return body(&reader)
        }
        streams.values[index].lastUse = uses
        return body(&streams.values[index].reader)
    }

    private mutating func forgetQuietest() {
        let limit = Self.maximumStreams / 2
        let kept = streams.sorted { $0.value.lastUse > $1.value.lastUse }.prefix(limit)
        streams = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
    }

    /// A reader that knows the headers which stand before the batch in its file.
    private func reader(for batch: LineBatch) -> LogReader {
        var reader = LogReader(options: options())
        guard batch.id.start > 0, case .file(let path) = batch.origin.place,
            let file = FileHandle(forReadingAtPath: path)
        else { return reader }
        defer { try? file.close() }
        let start = UInt64(batch.id.start)
        feed(&reader, file, from: 0, to: min(start, UInt64(Self.headReach)), isStart: true)
        if start > UInt64(Self.headReach) {
            let from = max(UInt64(Self.headReach), start - min(start, UInt64(Self.backReach)))
            feed(&reader, file, from: from, to: start, isStart: false)
        }
        return reader
    }

    /// Gives the reader the lines of a part of a file that may be headers: the first one, and those that begin with `#`.
    private func feed(
        _ reader: inout LogReader,
        _ file: FileHandle,
        from start: UInt64,
        to end: UInt64,
        isStart: Bool
    ) {
        guard (try? file.seek(toOffset: start)) != nil,
            let bytes = try? file.read(upToCount: Int(end - start))
        else { return }
        var isFirst = isStart
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            if isFirst || line.first == UInt8(ascii: "#") {
                let line = Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
                reader.read(line.span) { _ in }
            }
            isFirst = false
        }
    }
}
