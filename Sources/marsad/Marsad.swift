import ArgumentParser

/// The command line: every command and nothing else.
struct Marsad: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "marsad",
        abstract: "Register, score, find and prevent suspicious Internet addresses.",
        discussion: """
            Results go to standard output, progress and errors to standard error.
            Exit codes: 0 done (match: something matched), 1 nothing matched or found, \
            2 wrong usage or bad input, 3 an operation failed.
            """,
        version: "0.1.0",
        subcommands: [
            CanonicalCommand.self,
            ExtractCommand.self,
            ImportCommand.self,
            LookupCommand.self,
            CompileCommand.self,
            MatchCommand.self,
            HuntCommand.self,
            ArchiveCommand.self,
            AllowCommand.self,
            ListsCommand.self,
            ParseCommand.self,
            FeedsCommand.self,
            SensorCommand.self,
            ServeCommand.self,
            DemoCommand.self,
            MembersCommand.self,
            TokenCommand.self,
        ]
    )
}
