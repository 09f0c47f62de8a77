/// Makes the checksums of forged files right, so that tests and fuzzing get behind them.
package enum WatchlistSeal {
    /// A watchlist file with the header checksum and length that its bytes ask for; too short a file stays as it is.
    package static func sealed(_ file: [UInt8]) -> [UInt8] {
        guard file.count >= Layout.headerLength else { return file }
        var file = file
        file.replaceSubrange(0..<Layout.magic.count, with: Layout.magic)
        file.replace(number: Layout.version, at: Layout.versionOffset)
        file.replace(number: UInt32(Layout.headerLength), at: Layout.headerLengthOffset)
        file.replace(number: UInt64(file.count), at: Layout.fileLengthOffset)
        let checksum = file.withUnsafeBytes {
            Checksum.of(UnsafeRawBufferPointer(rebasing: $0[..<Layout.headerChecksumOffset]))
        }
        file.replace(number: checksum, at: Layout.headerChecksumOffset)
        return file
    }

    /// A delta with the length and checksum that its bytes ask for; too short a one stays as it is.
    package static func sealedDelta(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.count >= 56 else { return bytes }
        var bytes = bytes
        bytes.replaceSubrange(0..<8, with: Array("MARSADWD".utf8))
        bytes.replace(number: 1 as UInt32, at: 8)
        bytes.replace(number: 0 as UInt32, at: 12)
        bytes.replace(number: UInt64(bytes.count), at: 16)
        let end = bytes.count - 8
        let checksum = bytes.withUnsafeBytes { Checksum.of(UnsafeRawBufferPointer(rebasing: $0[..<end])) }
        bytes.replace(number: checksum, at: end)
        return bytes
    }
}
