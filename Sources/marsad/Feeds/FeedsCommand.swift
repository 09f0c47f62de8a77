import ArgumentParser

/// `marsad feeds`: what is collected, from where, how often, and how it fares.
struct FeedsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feeds",
        abstract: "Show, add, run, pause and release feeds.",
        discussion: """
            The hub (marsad serve) fetches feeds when they are due; marsad feeds run does it here and now. A feed that is suddenly empty, much smaller or larger, full of rejects or of another format is held: its last good \
            snapshot stays until a person releases it.

            Example:
              marsad feeds catalogue
              marsad feeds add urlhaus-recent
              marsad feeds add my-list --url https://lists.example/bad.csv --map address=ip --every 60
              marsad feeds run my-list
              marsad feeds show my-list
              marsad feeds overrule my-list --reliability 0.8 --why "our own sensors"
              marsad feeds learn
              marsad feeds release my-list
            """,
        subcommands: [
            FeedsListCommand.self, FeedsCatalogueCommand.self, FeedsAddCommand.self, FeedsRunCommand.self,
            FeedsShowCommand.self, FeedsPauseCommand.self, FeedsResumeCommand.self, FeedsReleaseCommand.self,
            FeedsRemoveCommand.self, FeedsOverruleCommand.self, FeedsLineageCommand.self,
            FeedsLearnCommand.self,
        ],
        defaultSubcommand: FeedsListCommand.self
    )
}
