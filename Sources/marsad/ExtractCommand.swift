import Addresses
import ArgumentParser
import ByteStreams
import JSONOutput

/// `marsad extract`: the addresses in any text.
struct ExtractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract",
        abstract: "Find the addresses in prose or any text.",
        discussion: """
            Reads files, plain or compressed, or standard input, and prints each address found once, refanged and \
            canonical, in order of first appearance.

            Example:
              marsad extract report.txt
              pdftotext advisory.pdf - | marsad extract --json
            """
    )

    @Argument(help: "Files to read; none or - for standard input.")
    var files: [String] = []

    @Flag(
        name: .long,
        help: "One JSON object per address: kind, address, file, byte offset of its first appearance."
    )
    var json = false

    func run() throws {
        var output = StandardOutput()
        var known: Set<Address> = []
        for path in files.isEmpty ? ["-"] : files {
            do throws(ByteStreamError) {
                try extract(from: ByteInput(path: path), known: &known, to: &output)
            } catch { throw CommandFailure.badInput("\(error)") }
        }
        output.flush()
        if known.isEmpty { throw ExitCode.nothingFound }
    }

    private func extract(
        from input: ByteInput,
        known: inout Set<Address>,
        to output: inout StandardOutput
    ) throws(ByteStreamError) {
        let stream = try ByteStream(input, as: .text)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: ByteStream.blockSize, alignment: 16)
        defer { buffer.deallocate() }
        while try stream.nextMember() {
            var extractor = AddressExtractor()
            var found: [AddressExtractor.Found] = []
            var isAtEnd = false
            while !isAtEnd {
                let count = try stream.read(into: buffer)
                isAtEnd = count == 0
                if isAtEnd {
                    extractor.finish { found.append($0) }
                } else {
                    let bytes = UnsafeBufferPointer(buffer.bindMemory(to: UInt8.self))
                    extractor.read(bytes.span.extracting(0..<count)) { found.append($0) }
                }
                for item in found where known.insert(item.address).inserted {
                    write(item, in: stream.name, to: &output)
                }
                found.removeAll(keepingCapacity: true)
            }
        }
    }

    private func write(
        _ item: AddressExtractor.Found,
        in file: String,
        to output: inout StandardOutput
    ) {
        guard json else {
            output.print(item.address.description)
            return
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("kind", item.address.kind.name)
            writer.field("address", item.address.description)
            writer.field("file", file)
            writer.field("offset", item.range.lowerBound)
        }
        output.print(writer.text)
    }
}
