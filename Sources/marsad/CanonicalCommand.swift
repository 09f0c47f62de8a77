import Addresses
import ArgumentParser
import Foundation
import JSONOutput

/// `marsad canonical`: any notation in, kind and canonical text out.
struct CanonicalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "canonical",
        abstract: "Write addresses in their canonical form.",
        discussion: """
            Reads one address per line from standard input, in any notation, defanged too, and prints \
            kind, tab, canonical text; or invalid, tab, reason. A range prints the networks that make it up.

            Example:
              printf 'hxxp://Evil[.]example\\n192.0.2.1-192.0.2.2\\n' | marsad canonical
            """
    )

    @Flag(name: .long, help: "One JSON object per line instead of tab-separated text.")
    var json = false

    func run() throws {
        var output = StandardOutput()
        while let line = readLine(strippingNewline: true) {
            do {
                for address in try Address.read(line.utf8.span) {
                    write(kind: address.kind.name, text: address.description, input: line, to: &output)
                }
            } catch let error {
                let reason = "\(error.reason.rawValue): \(error)"
                write(kind: "invalid", text: reason, input: line, to: &output)
            }
        }
    }

    private func write(kind: String, text: String, input: String, to output: inout StandardOutput) {
        guard json else {
            output.print("\(kind)\t\(text)")
            return
        }
        let valueName = kind == "invalid" ? "reason" : "address"
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("input", input)
            writer.field("kind", kind)
            writer.name(text: valueName)
            writer.string(text)
        }
        output.print(writer.text)
    }
}
