extension Assembly {
    mutating func addNames() {
        let text = builder.names.text
        let drafts = mergedNames(builder.names.names, text)
        guard !drafts.isEmpty else { return }
        let bucketCount = (drafts.count + Layout.entriesPerBucket - 1) / Layout.entriesPerBucket
        var buckets = BucketWriter(count: bucketCount)
        buckets.records.reserveCapacity(text.count)
        var topLevels = [UInt8](repeating: 0, count: Layout.topLevelBits / 8 + Layout.topLevelFlagLength)
        text.withUnsafeBufferPointer { text in
            guard let start = text.baseAddress else { return }
            for name in drafts {
                if name.meta.isListed { counts.domains += 1 }
                buckets.begin(name.keys.state.halvesExchanged.reduced(to: bucketCount))
                NameTable.appendRecord(
                    start + Int(name.offset),
                    length: Int(name.length),
                    meta: name.meta,
                    to: &buckets.records
                )
                topLevels.setBit(Int(name.keys.topLevel))
                if name.keys.isTopLevelOdd { topLevels[Layout.topLevelBits / 8] = 1 }
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
            let (first, second) = (left.keys.state.halvesExchanged, right.keys.state.halvesExchanged)
            if first != second { return first < second }
            return bytes(left).lexicographicallyPrecedes(bytes(right))
        }
        var result: [NameDrafts.Name] = []
        result.reserveCapacity(sorted.count)
        for name in sorted {
            if let last = result.last, last.keys.state == name.keys.state, bytes(last) == bytes(name) {
                result[result.count - 1].meta = last.meta.merged(with: name.meta)
            } else {
                result.append(name)
            }
        }
        return result
    }

    private static func filter(_ names: [NameDrafts.Name]) -> [UInt8] {
        var filter = FilterWords(keys: names.count)
        for name in names { name.keys.forEachHash(name.meta) { filter.insert($0) } }
        return bytes(filter.words)
    }
}
