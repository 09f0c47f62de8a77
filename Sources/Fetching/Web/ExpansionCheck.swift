import ByteStreams
import NIOPosix

/// Whether a file that came compressed unfolds to no more than the bounds allow, before anybody reads it.
enum ExpansionCheck {
    /// First bytes of what is looked into; plain files are as large as they are.
    private static let magics: [[UInt8]] = [
        [0x1F, 0x8B], [0xFD, 0x37, 0x7A, 0x58, 0x5A], [0x28, 0xB5, 0x2F, 0xFD], [0x42, 0x5A, 0x68],
    ]

    /// - Throws: ``FetchFailure`` when it unfolds to more than `limit` bytes or is damaged.
    static func check(_ path: String, head: [UInt8], limit: Int64, place: String) async throws(FetchFailure) {
        guard magics.contains(where: head.starts) else { return }
        do {
            let failure = try await NIOThreadPool.singleton.runIfActive {
                unfold(path, limit: limit, place: place)
            }
            if let failure { throw failure }
        } catch let failure as FetchFailure { throw failure } catch {
            throw FetchFailure(.cancelled, "\(place): stopped")
        }
    }

    private static func unfold(_ path: String, limit: Int64, place: String) -> FetchFailure? {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: ByteStream.blockSize, alignment: 16)
        defer { buffer.deallocate() }
        do throws(ByteStreamError) {
            let stream = try ByteStream(ByteInput(path: path), maximumDecompressedSize: limit)
            while try stream.nextMember() {
                while try stream.read(into: buffer) > 0 {}
            }
            return nil
        } catch {
            switch error.code {
            case .tooLarge:
                return FetchFailure(
                    .expansion,
                    "\(place): the file unfolds to more than \(limit) bytes; raise the feed's bound if that is right"
                )
            default:
                return FetchFailure(.cutShort, "\(place): the compressed file is damaged: \(error.detail)")
            }
        }
    }
}
