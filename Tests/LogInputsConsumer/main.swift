// A consumer of inputs as a process of its own, for tests that kill it and for measuring.
//
//   log-inputs-consumer store FOLDER INPUT…     stores lines exactly once in FOLDER/store, until it is told to stop
//   log-inputs-consumer resume FOLDER INPUT…    the same, by the positions in FOLDER/store instead of identities
//   log-inputs-consumer count LINES INPUT…      takes so many lines and says how long that took
import Foundation
import LogInputs
import Logging
import ServiceLifecycle
import UnixSignals

let arguments = CommandLine.arguments.dropFirst()
guard arguments.count >= 3, let mode = arguments.first else { exit(2) }
let argument = arguments[arguments.startIndex + 1]
var logger = Logger(label: "log-inputs-consumer")
logger.logLevel = .error
let isCounting = mode == "count"
let state = isCounting ? "\(NSTemporaryDirectory())/count-\(UUID().uuidString)" : "\(argument)/state"
let storing =
    isCounting ? nil : try Storing(folder: argument, rule: mode == "resume" ? .positions : .identities)
let inputs = try LogInputs(
    try arguments.dropFirst(2).map { try LogInputConfiguration($0) },
    folder: state,
    resumingFrom: storing?.positions ?? [],
    logger: logger
)
let group = ServiceGroup(
    configuration: .init(
        services: [.init(service: inputs, successTerminationBehavior: .gracefullyShutdownGroup)],
        gracefulShutdownSignals: [.sigterm],
        logger: logger
    )
)
try await withThrowingTaskGroup(of: Void.self) { tasks in
    tasks.addTask { try await group.run() }
    if var storing {
        try await storing.run(inputs)
    } else {
        await Counting(wanted: Int(argument) ?? 0).run(inputs)
        await group.triggerGracefulShutdown()
    }
    try await tasks.waitForAll()
}
if isCounting { try? FileManager.default.removeItem(atPath: state) }
