import Addresses
import ArgumentParser
import JSONOutput
import Registry
import Reports
import SQLiteRegistry

/// `marsad members`: the national CERTs that take part.
struct MembersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "members",
        abstract: "Show, add and change the members.",
        discussion: """
            Example:
              marsad members add sa --name "Saudi CERT" --arabic-name "المركز السعودي" \\
                --constituency 192.0.2.0/24 --constituency gov.example --constituency AS64496
              marsad members list
            """,
        subcommands: [List.self, Add.self, Set.self],
        defaultSubcommand: List.self
    )

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show the members.")

        @OptionGroup var dataOptions: DataOptions

        @Flag(name: .long, help: "One JSON object per member.")
        var json = false

        func run() throws {
            let members = try dataOptions.openExistingStore().asking { store throws(StoreError) in
                try store.members()
            }
            var output = StandardOutput()
            for member in members { output.print(json ? member.jsonText : member.text) }
            output.flush()
            if members.isEmpty { throw ExitCode.nothingFound }
        }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add a member.")

        @OptionGroup var dataOptions: DataOptions

        @Argument(help: "Its code: lower-case letters, digits and hyphens, for example sa.")
        var code: String

        @Option(name: .long, help: "Its name in English.")
        var name: String

        @Option(name: .long, help: "Its name in Arabic.")
        var arabicName: String

        @Option(name: .long, help: "A network, AS number or domain it answers for; several times.")
        var constituency: [String] = []

        func run() throws {
            let settings = MemberSettings(
                code: code,
                name: name,
                arabicName: arabicName,
                constituency: try constituency.map(CommandAddress.read)
            )
            try dataOptions.openStore().asking { store throws(StoreError) in
                _ = try store.addMember(settings, by: .shell, at: .now)
            }
        }
    }

    struct Set: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change a member; what is left out stays.",
            discussion: "--constituency, when given, replaces all that the member answers for."
        )

        @OptionGroup var dataOptions: DataOptions

        @Argument(help: "Its code.")
        var code: String

        @Option(name: .long, help: "Its name in English.")
        var name: String?

        @Option(name: .long, help: "Its name in Arabic.")
        var arabicName: String?

        @Option(name: .long, help: "A network, AS number or domain it answers for; several times.")
        var constituency: [String] = []

        func run() throws {
            let entries = try constituency.map(CommandAddress.read)
            let store = try dataOptions.openExistingStore()
            let member = try store.member(ofCode: code)
            var settings = member.settings
            settings.name = name ?? settings.name
            settings.arabicName = arabicName ?? settings.arabicName
            if !entries.isEmpty { settings.constituency = entries }
            try store.asking { store throws(StoreError) in
                _ = try store.updateMember(member.id, settings, by: .shell, at: .now)
            }
        }
    }
}

extension Member {
    fileprivate var text: String {
        let entries = settings.constituency.map(\.description).joined(separator: " ")
        return "\(settings.code)  \(settings.name)  \(settings.arabicName)  \(entries)"
    }

    fileprivate var jsonText: String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("code", settings.code)
            writer.field("name", settings.name)
            writer.field("arabicName", settings.arabicName)
            writer.array("constituency", of: settings.constituency) { $0.string($1.description) }
            writer.field("createdAt", createdAt)
        }
        return writer.text
    }
}
