import ArgumentParser

/// `marsad allow`: what must not be blocked, or only with care.
struct AllowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "allow",
        abstract: "Ask and keep the allowlists: what must not be blocked, or only with care.",
        discussion: """
            The lists that come with the program hold reserved addresses, well-known resolvers, root servers, public \
            suffixes, networks that are too wide, and the names of the member states' governments. A registry adds what \
            people put there, imported lists, and what each member answers for. --list adds files for one question: MISP \
            warninglists (a folder of them too), popularity lists (rank,name), or any feed.

            Example:
              marsad allow check github.com 8.8.8.8 --list misp-warninglists tranco.csv
              marsad allow blast 104.16.0.0/12 --list misp-warninglists
              marsad allow add bank.example --reason "our clearing house" --owner sa
              marsad allow import misp-warninglists tranco.csv
              marsad allow list
            """,
        subcommands: [
            AllowCheckCommand.self, AllowBlastCommand.self, AllowAddCommand.self, AllowListCommand.self,
            AllowRemoveCommand.self, AllowImportCommand.self,
        ]
    )
}
