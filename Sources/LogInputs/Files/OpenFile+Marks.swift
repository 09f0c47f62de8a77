import SystemIO

extension OpenFile {
    /// The fingerprint of the first `length` bytes.
    func head(_ length: Int) throws(SystemFailure) -> ContentMark {
        ContentMark(of: try bytes(0..<Int64(length)))
    }

    /// The fingerprint of the last bytes before `position`.
    func tail(before position: Int64) throws(SystemFailure) -> ContentMark {
        ContentMark(of: try bytes(max(0, position - Int64(ContentMark.tailLength))..<position))
    }

    /// The place behind the last line feed before `size`: where a file is taken up whose present lines are not wanted.
    func endOfLines(before size: Int64) throws(SystemFailure) -> FileRecord.Place {
        var end = size
        let limit = max(0, size - Int64(LineBatch.maximumLineLength))
        while end > limit {
            let start = max(limit, end - 65_536)
            if let feed = try bytes(start..<end).lastIndex(of: LineBlock.lineFeed) {
                let position = start + Int64(feed) + 1
                return FileRecord.Place(position: position, tail: try tail(before: position))
            }
            end = start
        }
        let position = limit == 0 ? 0 : size
        return FileRecord.Place(position: position, tail: try tail(before: position))
    }
}
