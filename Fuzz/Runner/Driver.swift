#if FUZZING
    import FuzzTargets
    import Foundation
    import Synchronization

    /// libFuzzer, which the compiler links in with `-sanitize=fuzzer`.
    enum Driver {
        private static let target = Mutex<FuzzTarget?>(nil)

        /// Feeds `target` until libFuzzer has had enough; returns the status to leave with.
        static func run(_ target: FuzzTarget, options: [String]) -> Int32 {
            Self.target.withLock { $0 = target }
            var arguments: [UnsafeMutablePointer<CChar>?] = (["fuzz"] + options).map { strdup($0) } + [nil]
            var count = Int32(options.count + 1)
            return arguments.withUnsafeMutableBufferPointer { buffer in
                var start = buffer.baseAddress
                return runDriver(&count, &start) { bytes, length in
                    let input = Array(UnsafeBufferPointer(start: bytes, count: length))
                    Driver.target.withLock { $0 }?.run(input)
                    return 0
                }
            }
        }
    }

    @_silgen_name("LLVMFuzzerRunDriver")
    private func runDriver(
        _ count: UnsafeMutablePointer<Int32>,
        _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
        _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
    ) -> Int32
#endif
