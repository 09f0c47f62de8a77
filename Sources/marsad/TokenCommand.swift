import ArgumentParser
import Credentials
import JSONOutput
import Registry
import Reports
import SQLiteRegistry

/// `marsad token`: the keys that programs present.
struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Show, make and revoke tokens of programs.",
        discussion: """
            A token is printed once, when it is made; the registry keeps only a digest.

            Example:
              marsad token add sensor-1 --member sa --scope sense
              marsad token list
              marsad token revoke 7
            """,
        subcommands: [List.self, Add.self, Revoke.self],
        defaultSubcommand: List.self
    )

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show the tokens.")

        @OptionGroup var dataOptions: DataOptions

        @Flag(name: .long, help: "One JSON object per token.")
        var json = false

        func run() throws {
            let store = try dataOptions.openExistingStore()
            let (tokens, members) = try store.asking { store throws(StoreError) in
                (try store.tokens(of: nil), try store.members())
            }
            let codes = Dictionary(uniqueKeysWithValues: members.map { ($0.id, $0.settings.code) })
            var output = StandardOutput()
            for token in tokens {
                let member = token.settings.member.flatMap { codes[$0] }
                output.print(json ? token.jsonText(of: member) : token.text(of: member))
            }
            output.flush()
            if tokens.isEmpty { throw ExitCode.nothingFound }
        }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a token and print it, once.")

        @OptionGroup var dataOptions: DataOptions

        @Argument(help: "What it is called: the sensor, resolver, firewall or script that will hold it.")
        var name: String

        @Option(name: .long, help: "The code of the member it works for.")
        var member: String?

        @Option(name: .long, help: "What it may do: read, submit, consume, sense, admin; several times.")
        var scope: [String]

        @Option(name: .long, help: "After how many days it ends.")
        var days = 365.0

        func run() throws {
            guard let scopes = Permissions(words: scope) else {
                throw CommandFailure.badInput("--scope: the scopes are read, submit, consume, sense, admin")
            }
            let store = try dataOptions.openStore()
            let owner = try member.map { try store.member(ofCode: $0) }
            let secret = Secret(for: .token)
            let settings = TokenSettings(
                name: name,
                member: owner?.id,
                scopes: scopes,
                expiresAt: Timestamp.now.advanced(byDays: days)
            )
            try store.asking { store throws(StoreError) in
                _ = try store.addToken(settings, secret.digest, by: .shell, at: .now)
            }
            print(secret.text)
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Withdraw a token.")

        @OptionGroup var dataOptions: DataOptions

        @Argument(help: "Its number, as token list shows it.")
        var number: Int64

        func run() throws {
            try dataOptions.openExistingStore().asking { store throws(StoreError) in
                try store.revokeToken(Token.ID(number), by: .shell, at: .now)
            }
        }
    }
}

extension Token {
    private var state: String {
        revokedAt != nil ? "revoked" : isValid(at: .now) ? "valid" : "expired"
    }

    fileprivate func text(of member: String?) -> String {
        let used = lastUsedAt.map { "last used \($0)" } ?? "never used"
        return
            "\(id.number)  \(settings.name)  \(member ?? "-")  \(settings.scopes.words.joined(separator: ","))  "
            + "\(state), until \(settings.expiresAt), \(used)"
    }

    fileprivate func jsonText(of member: String?) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("id", id.number)
            writer.field("name", settings.name)
            writer.field("member", member)
            writer.array("scopes", of: settings.scopes.words) { $0.string($1) }
            writer.field("state", state)
            writer.field("createdAt", createdAt)
            writer.field("expiresAt", settings.expiresAt)
            writer.field("revokedAt", revokedAt)
            writer.field("lastUsedAt", lastUsedAt)
        }
        return writer.text
    }
}
