import Reports
import Testing

@testable import Registry

@Suite struct `Source settings` {
    @Test func `are in order by default`() {
        #expect(SourceSettings(name: "a").fault == nil)
    }

    @Test(arguments: [
        SourceSettings(name: ""), SourceSettings(name: String(repeating: "a", count: 201)),
        SourceSettings(name: "a", owner: ""), SourceSettings(name: "a", reliability: 1.5),
        SourceSettings(name: "a", reliability: .nan), SourceSettings(name: "a", confidence: 101),
        SourceSettings(name: "a", expiryDays: 0), SourceSettings(name: "a", expiryDays: 40_000),
        SourceSettings(name: "a", usualStayDays: -1), SourceSettings(name: "a", usualStayDays: .nan),
    ])
    func `out of bounds say so`(settings: SourceSettings) {
        #expect(settings.fault != nil)
    }
}

@Suite struct `Content digests` {
    private func digest(_ files: [[UInt8]], options: String = "", pieces: Int = 1) -> ContentDigest {
        var builder = ContentDigest.Builder(options: options)
        for file in files {
            builder.beginFile(byteCount: file.count)
            for start in stride(from: 0, to: file.count, by: max(1, file.count / pieces)) {
                let end = min(file.count, start + max(1, file.count / pieces))
                file[start..<end].withUnsafeBytes { builder.append($0) }
            }
        }
        return builder.finish()
    }

    @Test func `do not depend on how the bytes come`() {
        let file = (0..<200).map { UInt8($0) }
        #expect(digest([file]) == digest([file], pieces: 7))
    }

    @Test func `tell bytes, files and options apart`() {
        let digests = [
            digest([]), digest([[]]), digest([[1, 2]]), digest([[1], [2]]), digest([[2], [1]]),
            digest([[1, 2]], options: "csv"), digest([[2, 1]]), digest([[1, 2], []]),
        ]
        #expect(Set(digests).count == digests.count)
    }

    @Test func `come back from their bytes`() {
        let digest = digest([[1]])
        #expect(ContentDigest(bytes: digest.bytes) == digest)
        #expect(ContentDigest(bytes: [1]) == nil)
    }
}

@Suite struct `Store errors` {
    @Test(arguments: StoreError.Code.allCases)
    func `say what, where and how to mend it`(code: StoreError.Code) {
        let text = StoreError(code, "/data/registry.sqlite").description
        #expect(text.hasPrefix("/data/registry.sqlite: "))
        #expect(text.contains("; \(StoreError(code, "").remedy)"))
    }
}
