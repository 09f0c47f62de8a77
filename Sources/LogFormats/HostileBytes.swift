/// The entry of a fuzzer: any bytes as the lines of a stream.
public enum HostileBytes {
    /// Reads the bytes line by line, with the format that the first byte names or none, and asks everything of the
    /// events.
    /// - Parameter bytes: anything.
    /// - Returns: how many events there were.
    public static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let all = bytes.span
        guard !all.isEmpty else { return 0 }
        let formats = LogFormat.allCases
        let choice = Int(all[0])
        var reader = LogReader(
            format: choice < formats.count ? formats[choice] : nil,
            options: LogOptions(now: 1_782_000_000, isDayFirst: choice & 1 == 0 ? nil : true)
        )
        let rule = InsideRule()
        var events = 0
        let take: (LogEvent) -> Void = { event in
            events += 1
            _ = rule.contact(event)
            _ = event.names.count + event.urls.count
        }
        var start = 1
        while start < all.count {
            let end = all.firstIndex(of: 0x0A, from: start, to: all.count) ?? all.count
            reader.read(all.extracting(start..<end), take)
            start = end + 1
        }
        reader.finish(take)
        return events
    }
}
