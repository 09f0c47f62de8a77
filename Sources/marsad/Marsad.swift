import ArgumentParser

/// The command line: every command and nothing else.
@main
struct Marsad: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "marsad",
        abstract: "Register, score, find and prevent suspicious Internet addresses."
    )
}
