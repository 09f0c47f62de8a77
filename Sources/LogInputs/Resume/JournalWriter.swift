import SystemIO

/// Writes records to the file of a journal. Used by one thread at a time.
struct JournalWriter {
    /// The file's name in its folder.
    private static let name = "inputs.resume"
    /// Largest file that is read: 256 MiB.
    private static let maximumLength = 256 << 20
    /// Bytes that are added before the file is written anew, beyond four times what it must hold.
    private static let slack = 4 << 20

    private let file: DurableFile
    private var compactLength = 0
    private var groups = 0

    init(folder: String) throws(ResumeError) {
        do throws(SystemFailure) {
            file = try DurableFile(folder: folder, name: Self.name, maximumLength: Self.maximumLength)
        } catch { throw ResumeError(error.isInUse ? .inUse : .unreadable, path: folder, error) }
    }

    /// Whether so much was added that the file should be written anew.
    var isLong: Bool { file.length > 4 * compactLength + Self.slack }

    /// What was written before; nil when nothing was.
    func read() throws(ResumeError) -> ResumeState? {
        let content: [UInt8]?
        do throws(SystemFailure) { content = try file.read() } catch {
            throw ResumeError(.unreadable, path: file.path, error)
        }
        guard let content else { return nil }
        return try JournalText.resumeState(of: content, path: file.path)
    }

    /// Adds records, which are on the disk when this returns.
    mutating func append(_ records: [ResumeRecord]) throws(ResumeError) {
        do throws(SystemFailure) { try file.append(JournalText.content(of: records, group: groups)) } catch {
            throw ResumeError(.unwritable, path: file.path, error)
        }
        groups += 1
    }

    /// Puts records in the place of all that were written.
    mutating func replace(with records: [ResumeRecord]) throws(ResumeError) {
        let content = JournalText.content(of: records, group: 0)
        do throws(SystemFailure) { try file.replace(with: content) } catch {
            throw ResumeError(.unwritable, path: file.path, error)
        }
        compactLength = content.count
        groups = 1
    }
}
