#if FUZZING
    import Foundation
    import FuzzTargets

    /// What libFuzzer's main function calls with each input; the target is named by `FUZZ_TARGET`.
    @_cdecl("LLVMFuzzerTestOneInput")
    public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
        // A copy of exactly that length, so that a reading beyond it is noticed.
        target.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
        return 0
    }

    private let target: FuzzTarget = {
        let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
        guard let target = FuzzTarget.named(name) else {
            FileHandle.standardError.write(Data("fuzz: FUZZ_TARGET names no target: \(name)\n".utf8))
            exit(2)
        }
        return target
    }()
#endif
