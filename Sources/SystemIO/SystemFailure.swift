import Glibc

/// What the system refused, and why.
package struct SystemFailure: Error, Sendable, Hashable {
    /// The number of the reason, as in errno(3); 0 when the reason is not the system's.
    package let code: Int32
    /// What is wrong and how to mend it.
    package let detail: String

    /// What `errno` says of `act`, which begins with "cannot".
    package init(_ act: String, remedy: String = "") {
        code = errno
        let reason = String(cString: strerror(errno))
        detail = remedy.isEmpty ? "\(act) (\(reason))" : "\(act) (\(reason)); \(remedy)"
    }

    /// What is wrong with a file by the reason in `errno`.
    package static func file() -> SystemFailure {
        switch errno {
        case ENOENT, ENOTDIR: SystemFailure(code: errno, detail: "no such file")
        case EACCES, EPERM: SystemFailure(code: errno, detail: "cannot be opened; let this user read it")
        case EMFILE, ENFILE: SystemFailure("cannot be opened", remedy: "raise the limit of open files")
        default: SystemFailure("cannot be read")
        }
    }

    /// A reason that is not the system's.
    package init(detail: String) {
        self.init(code: 0, detail: detail)
    }

    private init(code: Int32, detail: String) {
        self.code = code
        self.detail = detail
    }

    /// Whether something else holds what was asked for.
    package var isInUse: Bool { code == EWOULDBLOCK }
    /// Whether there is no such file.
    package var isMissing: Bool { code == ENOENT || code == ENOTDIR }
}
