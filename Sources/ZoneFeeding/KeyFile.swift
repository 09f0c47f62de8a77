internal import Foundation

/// The file of the key that signs updates. What it says is for the tools; it is never read here.
public enum KeyFile {
    /// Refuses a file that is not there, is none, or that others than its owner may read.
    /// - Throws: ``ZoneFault/Code/keyFile``.
    public static func check(_ path: String) throws(ZoneFault) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw ZoneFault(.keyFile, "\(path): there is no such file (\(String(cString: strerror(errno))))")
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw ZoneFault(.keyFile, "\(path): a key lies in a plain file")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw ZoneFault(.keyFile, "\(path): others may read this key; chmod 600 \(path)")
        }
        guard access(path, R_OK) == 0 else {
            throw ZoneFault(.keyFile, "\(path): this user may not read it; chown it to the user of the hub")
        }
    }
}
