import Foundation
import LogInputs

/// Takes lines as fast as they come and says how fast that was.
struct Counting {
    let wanted: Int

    func run(_ inputs: LogInputs) async {
        var announced: Set<String> = []
        while announced.count
            < inputs.statistics().filter({ $0.phase == .running || $0.phase == .waiting }).count
        {
            for input in inputs.statistics() where announced.insert(input.name).inserted {
                // Files and the standard input listen nowhere.
                guard !input.name.contains("//") || input.listening != nil else {
                    announced.remove(input.name)
                    continue
                }
                say("input \(input.name) \(input.listening?.port ?? 0)")
            }
            await Task.yield()
        }
        var lines = 0
        var bytes = 0
        var batches = 0
        var start = ContinuousClock.now
        for await batch in inputs.batches {
            if lines == 0 { start = .now }
            lines += batch.lineCount
            bytes += batch.lines.count
            batches += 1
            inputs.acknowledge(batch.token)
            if lines + dropped(inputs) >= wanted { break }
        }
        let seconds = start.duration(to: .now) / .seconds(1)
        say("lines \(lines) bytes \(bytes) batches \(batches) dropped \(dropped(inputs)) seconds \(seconds)")
    }

    private func dropped(_ inputs: LogInputs) -> Int {
        inputs.statistics().reduce(0) { $0 + Int($1.dropped(.queueFull) + $1.dropped(.kernelBuffer)) }
    }

    private func say(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }
}
