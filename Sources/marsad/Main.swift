import ArgumentParser
import Foundation

/// Runs the command and turns whatever happens into one message and one of the four exit codes.
@main
enum Main {
    static func main() async {
        do {
            var command = try Marsad.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let failure as CommandFailure {
            StandardError.print("marsad: \(failure.message)")
            exit(failure.code.rawValue)
        } catch {
            finish(afterParser: error)
        }
    }

    /// Help and version leave by standard output with 0, wrong usage by standard error with 2.
    private static func finish(afterParser error: any Error) -> Never {
        let text = Marsad.fullMessage(for: error)
        let code = Marsad.exitCode(for: error)
        if code.isSuccess {
            if !text.isEmpty { print(text) }
            exit(ExitCode.done.rawValue)
        }
        if error is ExitCode { exit(code.rawValue) }
        StandardError.print(text.isEmpty ? "marsad: \(error)" : text)
        exit(code == .validationFailure ? ExitCode.badInput.rawValue : ExitCode.operationFailed.rawValue)
    }
}

extension ExitCode {
    /// Done; for `match`: something matched.
    static let done = ExitCode(0)
    /// Nothing matched or found.
    static let nothingFound = ExitCode(1)
    /// Wrong usage or bad input.
    static let badInput = ExitCode(2)
    /// An operation failed: disk, network, database.
    static let operationFailed = ExitCode(3)
}

/// A command that cannot go on: what happened, where, and how to mend it.
struct CommandFailure: Error {
    let code: ExitCode
    let message: String

    static func badInput(_ message: String) -> CommandFailure {
        CommandFailure(code: .badInput, message: message)
    }

    static func operationFailed(_ message: String) -> CommandFailure {
        CommandFailure(code: .operationFailed, message: message)
    }
}
