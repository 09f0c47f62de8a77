import ArgumentParser

/// `marsad list`: lists that enforcement points apply.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Write lists that enforcement points apply.",
        subcommands: [ListRenderCommand.self]
    )
}
