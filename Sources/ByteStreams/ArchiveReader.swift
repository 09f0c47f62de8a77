import CArchive

/// xz, Zstandard and bzip2 data and tar archives, through libarchive with those and no other formats.
final class ArchiveReader: ByteSource {
    private static let inputCapacity = 256 << 10
    private static let typeMask: UInt32 = 0o170000
    private static let regularFile: UInt32 = 0o100000

    private let archive: OpaquePointer
    private let feed: ArchiveFeed
    /// Whether the content is an archive with members rather than one compressed stream.
    private(set) var hasMembers = false
    private var memberCount = 0
    private var isAtEnd = false

    init(_ source: any ByteSource, as compression: Compression) throws(SourceFailure) {
        guard let archive = archive_read_new() else {
            throw SourceFailure(.unreadable, "no memory to decompress it")
        }
        self.archive = archive
        feed = ArchiveFeed(source, capacity: Self.inputCapacity)
        switch compression {
        case .xz: archive_read_support_filter_xz(archive)
        case .zstandard: archive_read_support_filter_zstd(archive)
        case .bzip2: archive_read_support_filter_bzip2(archive)
        case .gzip, .tar, .none: break
        }
        archive_read_support_format_tar(archive)
        archive_read_support_format_raw(archive)
        archive_read_support_format_empty(archive)
        let client = Unmanaged.passUnretained(feed).toOpaque()
        let status = archive_read_open(archive, client, nil, readBlock, nil)
        guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { throw failure }
    }

    deinit {
        archive_read_free(archive)
    }

    /// Moves to the next regular file.
    /// - Returns: its path in the archive, empty for a compressed stream without names; nil after the last.
    func nextMember() throws(SourceFailure) -> String? {
        while !isAtEnd {
            var entry: OpaquePointer?
            let status = archive_read_next_header(archive, &entry)
            let format = archive_format(archive)
            if status == ARCHIVE_EOF {
                isAtEnd = true
                guard format == ARCHIVE_FORMAT_EMPTY, memberCount == 0 else { return nil }
                memberCount = 1
                return ""
            }
            guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry else { throw failure }
            hasMembers = format != ARCHIVE_FORMAT_RAW
            memberCount += 1
            guard hasMembers else { return "" }
            if UInt32(archive_entry_filetype(entry)) & Self.typeMask == Self.regularFile {
                return path(of: entry)
            }
        }
        return nil
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceFailure) -> Int {
        guard !isAtEnd else { return 0 }
        let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
        guard count >= 0 else { throw failure }
        return count
    }

    /// The path of a member with control characters made visible: it ends up in messages.
    private func path(of entry: OpaquePointer) -> String {
        guard let raw = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry) else {
            return "member \(memberCount)"
        }
        return String(
            String.UnicodeScalarView(
                String(cString: raw).unicodeScalars.map {
                    $0.properties.generalCategory == .control ? "?" : $0
                }
            )
        )
    }

    /// What went wrong last. Data that stops where the decoder wants more is truncated; the rest is damaged.
    private var failure: SourceFailure {
        if let failure = feed.failure { return failure }
        let reason = archive_error_string(archive).map { String(cString: $0) } ?? "unknown error"
        return feed.isAtEnd
            ? SourceFailure(.truncated, "truncated data (\(reason)); fetch the file again")
            : SourceFailure(.damaged, "damaged data (\(reason)); fetch the file again")
    }
}

/// What libarchive reads from: called back with this object as its client data.
private final class ArchiveFeed {
    let source: any ByteSource
    let buffer: UnsafeMutableRawBufferPointer
    var failure: SourceFailure?
    var isAtEnd = false

    init(_ source: any ByteSource, capacity: Int) {
        self.source = source
        buffer = .allocate(byteCount: capacity, alignment: 16)
    }

    deinit {
        buffer.deallocate()
    }

    func next() -> Int {
        do throws(SourceFailure) {
            let count = try source.read(into: buffer)
            isAtEnd = count == 0
            return count
        } catch {
            failure = error
            return -1
        }
    }
}

private func readBlock(
    archive: OpaquePointer?,
    client: UnsafeMutableRawPointer?,
    block: UnsafeMutablePointer<UnsafeRawPointer?>?
) -> Int {
    guard let client else { return -1 }
    let feed = Unmanaged<ArchiveFeed>.fromOpaque(client).takeUnretainedValue()
    let count = feed.next()
    block?.pointee = UnsafeRawPointer(feed.buffer.baseAddress)
    return count
}
