import ByteStreams
import SystemIO

/// A file that was found, open, and how it is to be read.
struct FoundFile {
    let file: OpenFile
    let status: FileStatus
    let path: String
    let isPacked: Bool
    var standing = FollowedFile.Standing.linked

    init(_ file: OpenFile, path: String) throws(SystemFailure) {
        self.file = file
        self.path = path
        status = try file.status()
        let first = status.isRegular ? try file.bytes(0..<Int64(ByteStream.detectionLength)) : []
        isUTF16 = ByteStream.isUTF16(head: first)
        isPacked = ByteStream.isPacked(head: first) || isUTF16
    }

    /// Whether it is text that has to be converted, which cannot be done as it grows.
    let isUTF16: Bool

    /// The first ``ContentMark/headLength`` bytes of its content, or all there are.
    func start() throws(SystemFailure) -> [UInt8] {
        let length = ContentMark.headLength
        return isPacked ? try PackedFile.head(of: file, length: length) : try file.bytes(0..<Int64(length))
    }

    /// How much it holds of what was read of `record`; `start` is what it begins with.
    func share(of record: FileRecord, start: [UInt8]) throws(SystemFailure) -> ContentShare {
        guard record.head.begins(start) else { return record.head.continues(start) ? .part : .nothing }
        let place = record.handedOut
        let isTold: Bool?
        if isPacked {
            isTold = try PackedFile.holds(place, of: record, in: file)
        } else if try file.status().size < place.position {
            isTold = nil
        } else {
            isTold = place.tail.length == 0 ? true : try file.tail(before: place.position) == place.tail
        }
        return isTold.map { $0 ? .all : .nothing } ?? (record.head.continues(start) ? .part : .nothing)
    }

    /// Whether `origin` begins with all that is in this plain file, as far as both ends of that say so. What is longer than
    /// `origin` is no part of it.
    func isBeginning(of origin: OpenFile) throws(SystemFailure) -> Bool {
        let length = try file.status().size
        guard length <= (try origin.status().size) else { return false }
        let compared = Int64(64 << 10)
        for range in [0..<min(length, compared), max(0, length - compared)..<length] {
            guard try file.bytes(range) == (try origin.bytes(range)) else { return false }
        }
        return true
    }
}

/// What was seen of a file that is not open.
struct SettledFile: Equatable {
    let size: Int64
    let modified: Int64

    init(_ status: FileStatus) {
        size = status.size
        modified = status.modified
    }
}
