internal import Foundation

/// Where the tools' input and output lie, for this user alone.
enum ToolFolder {
    /// Makes the folder if it is not there.
    static func make(_ path: String) throws(ZoneFault) {
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch { throw ZoneFault(.file, "\(path) cannot be made: \(error)") }
    }
}
