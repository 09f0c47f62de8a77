import Foundation
import Synchronization

/// A program that runs beside the tests, waited for by the system's own means: `Process.waitUntilExit` of Foundation now
/// and then misses the end of one of several short programs and waits for ever.
final class Child: Sendable {
    struct Failure: Error {
        let code: Int32
    }

    let id: pid_t
    private let ending = Mutex<Int32?>(nil)

    /// Starts the program at `path`, or of that name.
    init(_ path: String, _ arguments: [String]) throws {
        var words = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var id = pid_t()
        let code = posix_spawnp(&id, path, nil, nil, &words, environ)
        guard code == 0 else { throw Failure(code: code) }
        self.id = id
    }

    /// Whether it has not ended.
    var isRunning: Bool { ended(WNOHANG) == nil }

    /// Waits until it has ended.
    /// - Returns: its exit status; negative when a signal ended it.
    @discardableResult
    func wait() -> Int32 { ended(0) ?? -1 }

    func send(_ signal: Int32) {
        if isRunning { kill(id, signal) }
    }

    private func ended(_ options: Int32) -> Int32? {
        ending.withLock { ending in
            if let ending { return ending }
            var status: Int32 = 0
            while true {
                let found = waitpid(id, &status, options)
                if found == 0 { return nil }
                if found < 0, errno == EINTR { continue }
                break
            }
            let signal = status & 0x7F
            ending = signal == 0 ? (status >> 8) & 0xFF : -signal
            return ending
        }
    }
}
