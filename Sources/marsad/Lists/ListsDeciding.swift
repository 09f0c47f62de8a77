import ArgumentParser
import Publication
import Registry
import Reports
import SQLiteRegistry

/// `marsad lists add`: a new one.
struct ListsAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Make a list.",
        discussion: """
            Example:
              marsad lists add phishing --use block --kinds domain url --categories phishing --minimum-level high
              marsad lists add partners --use inform --maximum-label CLEAR --audience everyone
            """
    )

    @OptionGroup var argument: ListArgument
    @OptionGroup(title: "What it is") var options: ListSettingsOptions

    func run() throws {
        let store = try argument.dataOptions.openStore()
        let settings = try options.settings(named: try argument.listName(), over: nil, in: store)
        let list = try store.asking { store throws(StoreError) in
            try store.addList(settings, by: .shell, at: .now)
        }
        print(try ListTelling(store).line(list))
    }
}

/// `marsad lists set`: other settings.
struct ListsSetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Change what a list is; what is left out stays.",
        discussion: """
            Example:
              marsad lists set block-dns --minimum-level high --interval 60
            """
    )

    @OptionGroup var argument: ListArgument
    @OptionGroup(title: "What it is to be") var options: ListSettingsOptions

    func run() throws {
        let (store, list) = try argument.open()
        let settings = try options.settings(named: list.settings.name, over: list.settings, in: store)
        let changed = try store.asking { store throws(StoreError) in
            try store.updateList(settings, by: .shell, at: .now)
        }
        print(try ListTelling(store).line(changed))
    }
}

/// `marsad lists remove`: one less.
struct ListsRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove a list with all its serials.",
        discussion: """
            Example:
              marsad lists remove phishing
            """
    )

    @OptionGroup var argument: ListArgument

    func run() throws {
        let (store, list) = try argument.open()
        try store.asking { store throws(StoreError) in
            try store.removeList(named: list.settings.name, by: .shell, at: .now)
        }
    }
}

/// `marsad lists publish`: now.
struct ListsPublishCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Bring a list up to date and publish it, as far as nothing holds it.",
        discussion: """
            A hub does this by itself. Prints how the list then stands; leaves with 1 when it is held.

            Example:
              marsad lists publish drop
              marsad lists publish drop --full
            """
    )

    @OptionGroup var argument: ListArgument

    @Flag(name: .long, help: "Look at all of the registry, not only at what changed.")
    var full = false

    func run() throws {
        let (store, list) = try argument.open()
        let outcome = try store.asking { store throws(StoreError) in
            _ = try store.rescoreDue(at: .now)
            return try argument.publisher(store).publish(
                list.settings.name,
                isFull: full,
                by: .shell,
                at: .now
            )
        }
        print(try ListTelling(store).line(outcome.list))
        if outcome.list.hold != nil { throw ExitCode.nothingFound }
    }
}

/// `marsad lists hold`: no further.
struct ListsHoldCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold",
        abstract: "Stop a list at what it serves, until it is released.",
        discussion: """
            Entries whose time is over leave it all the same.

            Example:
              marsad lists hold drop --reason "case 41"
            """
    )

    @OptionGroup var argument: ListArgument

    @Option(name: .long, help: "Why, for those who ask.")
    var reason: String

    func run() throws {
        let (store, list) = try argument.open()
        let held = try store.asking { store throws(StoreError) in
            try store.holdList(named: list.settings.name, reason: reason, by: .shell, at: .now)
        }
        print(try ListTelling(store).line(held))
    }
}

/// `marsad lists release`: on with it.
struct ListsReleaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Publish what a list holds back, and let it go on.",
        discussion: """
            What must never be blocked stays off it, and does not stop it again.

            Example:
              marsad lists show drop
              marsad lists release drop
            """
    )

    @OptionGroup var argument: ListArgument

    func run() throws {
        let (store, list) = try argument.open()
        let released = try store.asking { store throws(StoreError) in
            try store.releaseList(named: list.settings.name, by: .shell, at: .now)
        }
        print(try ListTelling(store).line(released))
    }
}

/// `marsad lists rollback`: back.
struct ListsRollbackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback",
        abstract: "Serve the entries of an earlier serial again, and hold the list there.",
        discussion: """
            They become the next serial, so that consumers take them as they take any other.

            Example:
              marsad lists rollback drop 17
            """
    )

    @OptionGroup var argument: ListArgument

    @Argument(help: "The serial to go back to; marsad lists show names those that are kept.")
    var serial: Int64

    func run() throws {
        let (store, list) = try argument.open()
        let back = try store.asking { store throws(StoreError) in
            try argument.publisher(store).rollBack(list.settings.name, to: serial, by: .shell, at: .now)
        }
        print(try ListTelling(store).line(back))
    }
}
