import LogFormats

extension FuzzTarget {
    /// Every log parser: the first byte names a format, or none when there are fewer (`~`); the rest are lines.
    static let logs = FuzzTarget(name: "logs") { bytes in
        _ = bytes.withUnsafeBufferPointer { HostileBytes.read($0) }
    }
}
