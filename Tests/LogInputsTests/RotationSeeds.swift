import Foundation

/// The seeds of the tests of rotation: a few, or as many as `MARSAD_ROTATION_SEEDS=100-300` says.
enum RotationSeeds {
    static func few(_ count: UInt64) -> ClosedRange<UInt64> {
        let bounds = ProcessInfo.processInfo.environment["MARSAD_ROTATION_SEEDS"]?.split(separator: "-")
            .compactMap { UInt64($0) }
        guard let first = bounds?.first, let last = bounds?.last, first <= last else { return 1...count }
        return first...last
    }
}
