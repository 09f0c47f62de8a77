import ByteStreams
import CArchive
import Foundation
import Testing

/// Ways to pack bytes, for tests to unpack.
enum Packing: String, CaseIterable, CustomTestStringConvertible {
    case none, gzip, xz, zstandard, bzip2

    var testDescription: String { rawValue }

    /// `bytes` compressed, as one stream without a name.
    func pack(_ bytes: [UInt8]) throws -> [UInt8] {
        guard self != .none else { return bytes }
        return try Self.write(filter: self, format: archive_write_set_format_raw, [("data", bytes)])
    }

    /// A tar archive of files, with a folder in it.
    static func tar(_ files: [(String, [UInt8])]) throws -> [UInt8] {
        try write(filter: .none, format: archive_write_set_format_pax_restricted, [("folder/", nil)] + files)
    }

    private static func write(
        filter: Packing,
        format: (OpaquePointer?) -> Int32,
        _ files: [(String, [UInt8]?)]
    ) throws -> [UInt8] {
        let archive = archive_write_new()
        defer { archive_write_free(archive) }
        switch filter {
        case .none: break
        case .gzip: archive_write_add_filter_gzip(archive)
        case .xz: archive_write_add_filter_xz(archive)
        case .zstandard: archive_write_add_filter_zstd(archive)
        case .bzip2: archive_write_add_filter_bzip2(archive)
        }
        _ = format(archive)
        archive_write_set_bytes_in_last_block(archive, 1)
        var output = [UInt8](repeating: 0, count: 4 << 20)
        var used = 0
        let status = archive_write_open_memory(archive, &output, output.count, &used)
        guard status == ARCHIVE_OK else { throw PackingError() }
        for (name, bytes) in files {
            let entry = archive_entry_new()
            defer { archive_entry_free(entry) }
            archive_entry_set_pathname(entry, name)
            archive_entry_set_filetype(entry, bytes == nil ? 0o040000 : 0o100000)
            archive_entry_set_perm(entry, 0o644)
            archive_entry_set_size(entry, Int64(bytes?.count ?? 0))
            guard archive_write_header(archive, entry) == ARCHIVE_OK else { throw PackingError() }
            if let bytes, !bytes.isEmpty { _ = archive_write_data(archive, bytes, bytes.count) }
        }
        guard archive_write_close(archive) == ARCHIVE_OK else { throw PackingError() }
        return Array(output.prefix(used))
    }
}

struct PackingError: Error {}

/// One member of what a stream yields.
struct Member: Equatable {
    let name: String
    let bytes: [UInt8]

    init(_ name: String, _ bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

/// All members of an input.
func contents(_ input: ByteInput, as view: ByteStream.View = .bytes) throws -> [Member] {
    let stream = try ByteStream(input, as: view)
    var members: [Member] = []
    while try stream.nextMember() { members.append(Member(stream.name, try readAll(stream))) }
    return members
}

/// The rest of the current member, read in small pieces.
func readAll(_ stream: ByteStream) throws -> [UInt8] {
    var bytes: [UInt8] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1000, alignment: 1)
    defer { buffer.deallocate() }
    while true {
        let count = try stream.read(into: buffer)
        guard count > 0 else { return bytes }
        bytes += buffer[..<count]
    }
}
