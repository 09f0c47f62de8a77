import Addresses
import ArgumentParser
import Registry
import SQLiteRegistry

extension SQLiteStore {
    /// Calls `body` and turns what the store refuses into a failure of the command.
    func asking<Result>(_ body: (SQLiteStore) throws(StoreError) -> Result) throws -> Result {
        do throws(StoreError) { return try body(self) } catch {
            let code: ExitCode = error.code == .invalidValue ? .badInput : .operationFailed
            throw CommandFailure(code: code, message: "\(error)")
        }
    }

    /// The member with this code.
    func member(ofCode code: String) throws -> Member {
        let members = try asking { store throws(StoreError) in try store.members() }
        guard let member = members.first(where: { $0.settings.code == code }) else {
            let codes = members.map(\.settings.code).joined(separator: ", ")
            throw CommandFailure.badInput(
                "there is no member '\(code)'; "
                    + (codes.isEmpty ? "add it first" : "the members are \(codes)")
            )
        }
        return member
    }
}

extension Actor {
    /// Somebody at the command line of this machine.
    static let shell = Actor(.operatingSystem, name: "shell", member: nil)
}

/// Addresses given on the command line.
enum CommandAddress {
    /// The address that `text` writes.
    static func read(_ text: String) throws -> Address {
        do { return try Address(text) } catch { throw CommandFailure.badInput("\(text): \(error)") }
    }
}
