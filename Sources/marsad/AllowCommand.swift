import ArgumentParser

/// `marsad allow`: what must not be blocked, or only with care.
struct AllowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "allow",
        abstract: "Ask the allowlists: what must not be blocked, or only with care.",
        discussion: """
            The lists that come with the program hold reserved addresses, well-known resolvers, root servers, public \
            suffixes, networks that are too wide, and the names of the member states' governments. --list adds files: \
            MISP warninglists (a folder of them too), popularity lists (rank,name), or any feed.

            Example:
              marsad allow check github.com 8.8.8.8 --list misp-warninglists tranco.csv
              marsad allow blast 104.16.0.0/12 --list misp-warninglists
            """,
        subcommands: [AllowCheckCommand.self, AllowBlastCommand.self]
    )
}
