extension Assembly {
    mutating func addNames() {
        let text = builder.names.text
        let drafts = mergedNames(builder.names.names, text)
        guard !drafts.isEmpty else { return }
        let bucketCount = (drafts.count + Layout.entriesPerBucket - 1) / Layout.entriesPerBucket
        var buckets = BucketWriter(count: bucketCount)
        buckets.records.reserveCapacity(text.count)
        var topLevels = [UInt8](repeating: 0, count: Layout.topLevelBits / 8)
        text.withUnsafeBufferPointer { text in
            guard let start = text.baseAddress else { return }
            for name in drafts {
                if name.meta.isListed { counts.domains += 1 }
                buckets.begin(name.state.halvesExchanged.reduced(to: bucketCount))
                NameTable.appendRecord(
                    start + Int(name.offset),
                    length: Int(name.length),
                    meta: name.meta,
                    to: &buckets.records
                )
                topLevels[Int(name.topLevel >> 3)] |= 1 << UInt8(name.topLevel & 7)
            }
        }
        self[.topLevels] = topLevels
        self[.filter] = Self.filter(drafts)
        self[.nameIndex] = Self.bytes(buckets.finished())
        self[.names] = buckets.records
    }

    /// The names in bucket order, each once.
    private func mergedNames(_ names: [NameDrafts.Name], _ text: [UInt8]) -> [NameDrafts.Name] {
        func bytes(_ name: NameDrafts.Name) -> ArraySlice<UInt8> {
            text[Int(name.offset)..<Int(name.offset) + Int(name.length)]
        }
        let sorted = names.sorted { left, right in
            let (first, second) = (left.state.halvesExchanged, right.state.halvesExchanged)
            if first != second { return first < second }
            return bytes(left).lexicographicallyPrecedes(bytes(right))
        }
        var result: [NameDrafts.Name] = []
        result.reserveCapacity(sorted.count)
        for name in sorted {
            if let last = result.last, last.state == name.state, bytes(last) == bytes(name) {
                result[result.count - 1].meta = last.meta.merged(with: name.meta)
            } else {
                result.append(name)
            }
        }
        return result
    }

    private static func filter(_ names: [NameDrafts.Name]) -> [UInt8] {
        let wordCount = (names.count * Layout.filterBitsPerName + 63) / 64 + 1
        var words = [UInt64](repeating: 0, count: wordCount)
        for name in names {
            words[name.state.reduced(to: wordCount)] |= NameFilter.mask(name.state)
            words[name.anchor.reduced(to: wordCount)] |= NameFilter.mask(name.anchor)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(wordCount * 8)
        for word in words { bytes.append(number: word) }
        return bytes
    }
}
