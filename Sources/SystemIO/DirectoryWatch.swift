import Glibc

/// Wakes a thread when something changes in some folders (inotify), when it is told to stop, or after a while.
package final class DirectoryWatch {
    /// What has changed in the folders.
    package struct Changes {
        /// Whether files came, went, were renamed or changed their rights: more than content.
        package fileprivate(set) var hasOthers = false
        /// The renames within the folders, in their order.
        package fileprivate(set) var renames: [(from: String, to: String)] = []
    }

    /// Most folders that are watched; in others changes are found by looking every now and then.
    package static let maximumFolders = 1024
    private static let events = UInt32(
        IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_MODIFY | IN_ATTRIB | IN_ONLYDIR
    )
    private static let headLength = MemoryLayout<inotify_event>.size

    private let descriptor: Int32
    private let stop: Int32
    private var folders: [String: Int32] = [:]
    /// Where files were that were renamed, by the number of the renaming, until it is known where to.
    private var movedFrom: [UInt32: String] = [:]
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 16 << 10, alignment: 16)

    /// - Parameter stop: a descriptor that becomes readable when the waiting is to end.
    package init(stop: Int32) {
        self.stop = stop
        descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        buffer.deallocate()
    }

    /// Watches these folders and no others.
    /// - Returns: those that cannot be watched, and why.
    package func watch(_ wanted: [String]) -> [(folder: String, reason: String)] {
        guard descriptor >= 0 else { return [] }
        for (folder, watch) in folders where !wanted.contains(folder) {
            inotify_rm_watch(descriptor, watch)
            folders[folder] = nil
        }
        var failures: [(String, String)] = []
        for folder in wanted.prefix(Self.maximumFolders) {
            // Asked for again each time: the name may lead to another folder now, and the same one is not watched twice.
            let watch = inotify_add_watch(descriptor, folder, Self.events)
            if watch < 0 { failures.append((folder, String(cString: strerror(errno)))) }
            folders[folder] = watch < 0 ? nil : watch
        }
        return failures
    }

    /// Waits until something changes, the thread is told to stop, or `timeout` has passed.
    package func wait(_ timeout: Duration) {
        guard descriptor >= 0 else { return pause(timeout) }
        _ = Readiness.wait(for: descriptor, or: stop, timeout)
    }

    /// Waits until the thread is told to stop, or `timeout` has passed.
    package func pause(_ timeout: Duration) {
        _ = Readiness.wait(for: stop, or: -1, timeout)
    }

    /// What has changed since it was asked for last.
    package func takeChanges() -> Changes {
        var changes = Changes()
        if movedFrom.count > Self.maximumFolders { movedFrom = [:] }
        while true {
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            guard count > 0 else { return changes }
            var offset = 0
            while offset + Self.headLength <= count {
                let event = buffer.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
                let end = offset + Self.headLength + Int(event.len)
                if event.mask & ~UInt32(IN_MODIFY) != 0 {
                    changes.hasOthers = true
                    let path = path(of: event, name: buffer[offset + Self.headLength..<min(end, count)])
                    if event.mask & UInt32(IN_MOVED_FROM) != 0 { movedFrom[event.cookie] = path }
                    if event.mask & UInt32(IN_MOVED_TO) != 0,
                        let from = movedFrom.removeValue(forKey: event.cookie),
                        let path
                    {
                        changes.renames.append((from, path))
                    }
                }
                offset = end
            }
        }
    }

    private func path(of event: inotify_event, name: Slice<UnsafeMutableRawBufferPointer>) -> String? {
        guard let folder = folders.first(where: { $0.value == event.wd })?.key,
            let name = String(validating: name.prefix { $0 != 0 }, as: UTF8.self)
        else { return nil }
        return folder == "/" ? "/\(name)" : "\(folder)/\(name)"
    }
}
