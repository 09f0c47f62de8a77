import Foundation
import Glibc
import Reports

/// The attachments of a mail folder as a folder of files. Nothing in the mail folder is moved, marked or removed.
struct MaildirFetch {
    /// Most messages of one fetch.
    static let maximumMessages = 10_000
    /// Largest message that is looked into, in bytes.
    static let maximumMessage = 64 << 20

    private let context: FetchContext
    private let maildir: Maildir

    init(_ context: FetchContext, _ maildir: Maildir) {
        self.context = context
        self.maildir = maildir
    }

    func run(knowing known: FeedValidators) async throws(FetchFailure) -> FetchOutcome {
        let root = try FileFetch.allowed(maildir.path, below: context.fileRoots)
        let messages = try messages(in: root)
        let settings = "\(maildir.sender ?? "") \(maildir.subject ?? "") \(maildir.takesText)"
        let stamp = FileFetch.digest([settings] + messages.map(\.key))
        if stamp == known.stamp { return .notModified }
        let folder = try context.spool.newFolder(hint: "mail")
        do throws(FetchFailure) {
            let size = try extract(messages, into: folder)
            guard size > 0 else {
                throw FetchFailure(
                    .empty,
                    "\(maildir.path): no message of the last \(maildir.days) days has anything"
                )
            }
            let validators = FeedValidators(stamp: stamp)
            return .fetched(
                FetchedFeed(path: folder, isPassing: true, validators: validators, byteCount: size)
            )
        } catch {
            SpoolFolder.remove(folder)
            throw error
        }
    }

    private struct Message {
        /// The name before its flags, which does not change when a message is read.
        let key: String
        let path: String
    }

    private func messages(in root: String) throws(FetchFailure) -> [Message] {
        var messages: [Message] = []
        let oldest = context.now().advanced(byDays: -Double(maildir.days)).seconds
        var hasFolder = false
        for folder in ["new", "cur"] {
            guard let names = try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)") else {
                continue
            }
            hasFolder = true
            for name in names where !name.hasPrefix(".") {
                var status = stat()
                let path = "\(root)/\(folder)/\(name)"
                guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
                    Int64(status.st_mtim.tv_sec) >= oldest, status.st_size <= Self.maximumMessage
                else { continue }
                let key = name.split(separator: ":", maxSplits: 1).first.map(String.init) ?? name
                messages.append(Message(key: key, path: path))
            }
        }
        guard hasFolder else {
            throw FetchFailure(.missing, "\(maildir.path): no mail folder: it has neither new nor cur")
        }
        guard messages.count <= Self.maximumMessages else {
            throw FetchFailure(
                .tooLarge,
                "\(maildir.path): more than \(Self.maximumMessages) messages; take fewer days"
            )
        }
        return messages.sorted { $0.key < $1.key }
    }

    /// - Returns: bytes written.
    private func extract(_ messages: [Message], into folder: String) throws(FetchFailure) -> Int64 {
        var size: Int64 = 0
        for (number, message) in messages.enumerated() {
            guard let bytes = FileManager.default.contents(atPath: message.path) else { continue }
            let mail = MailMessage([UInt8](bytes))
            guard isWanted(mail) else { continue }
            for (part, attachment) in wanted(mail).enumerated() where !attachment.bytes.isEmpty {
                let name = "\(String(10_000 + number).dropFirst())-\(part)-\(attachment.fileName)"
                let file = try SpoolFile("\(folder)/\(name)")
                try file.write(attachment.bytes)
                try file.finish()
                size += file.byteCount
            }
        }
        return size
    }

    private func isWanted(_ mail: MailMessage) -> Bool {
        if let sender = maildir.sender?.lowercased(), !mail.sender.lowercased().hasSuffix(sender) {
            return false
        }
        if let subject = maildir.subject, !mail.subject.localizedCaseInsensitiveContains(subject) {
            return false
        }
        return true
    }

    private func wanted(_ mail: MailMessage) -> [MailPart] {
        let attachments = mail.parts.filter(\.isAttachment)
        guard attachments.isEmpty, maildir.takesText else { return attachments }
        return mail.parts.filter { $0.type == "text/plain" }
    }
}
