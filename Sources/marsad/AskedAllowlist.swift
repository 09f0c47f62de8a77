import Addresses
import Allowlists
import Collection
import Demonstration
import Formats
import Foundation
import Registry
import Reports
import SQLiteRegistry
import Web

/// The allowlists as a command asks them: those that come with the program, the registry's, and files.
struct AskedAllowlist {
    /// The list of Debian's publicsuffix package, which setup installs.
    private static let publicSuffixFile = "/usr/share/publicsuffix/public_suffix_list.dat"

    let list: Allowlist
    let context: CheckContext
    /// The codes of the registry's members, by number.
    let members: [Int64: String]

    /// Gathers the lists.
    /// - Parameters:
    ///   - store: the registry, if there is one.
    ///   - member: the code of the member who will receive what is decided.
    ///   - addFiles: adds what else is to be asked.
    /// - Throws: `CommandFailure` for a list that cannot be read, a registry that fails, a member that is none.
    init(
        of store: SQLiteStore?,
        for member: String? = nil,
        addFiles: (inout AllowlistBuilder) throws(FeedError) -> Void = { _ throws(FeedError) in }
    ) throws {
        var builder = AllowlistBuilder()
        builder.addBuiltIns(Self.builtIns(of: store))
        do throws(FeedError) {
            try Self.addPublicSuffixes(to: &builder)
            try addFiles(&builder)
        } catch { throw CommandFailure.badInput("\(error)") }
        if let store {
            members = try store.asking { store throws(StoreError) in
                try store.addAllowlists(to: &builder)
                return Dictionary(
                    uniqueKeysWithValues: try store.members().map { ($0.id.number, $0.settings.code) }
                )
            }
        } else {
            members = [:]
        }
        var audience = EntryScope.everyone
        if let member {
            guard let store else {
                throw CommandFailure.badInput(
                    "--member \(member): members are in a registry; name its folder with --data"
                )
            }
            audience = .member(try store.member(ofCode: member).id.number)
        }
        list = builder.freeze()
        context = CheckContext(now: .now, audience: audience)
    }

    /// What a hub asks besides its registry.
    static func base(of store: SQLiteStore) throws -> AllowlistBase {
        do throws(FeedError) {
            return try AllowlistBase(builtIns(of: store), addMore: addPublicSuffixes)
        } catch { throw CommandFailure.badInput("\(error)") }
    }

    /// The lists that come with the program and are not asked in this registry.
    static func leftOut(of store: SQLiteStore?) -> Set<BuiltInList> {
        guard let store, DemonstrationMark.isIn(URL(filePath: store.path).deletingLastPathComponent()) else {
            return []
        }
        return [.documentation]
    }

    private static func builtIns(of store: SQLiteStore?) -> [BuiltInList] {
        let leftOut = leftOut(of: store)
        return BuiltInList.allCases.filter { !leftOut.contains($0) }
    }

    private static func addPublicSuffixes(to builder: inout AllowlistBuilder) throws(FeedError) {
        guard FileManager.default.fileExists(atPath: publicSuffixFile) else { return }
        _ = try AllowlistReader().read(path: publicSuffixFile, into: &builder)
    }

    /// What may become of an address.
    func verdict(on address: Address, scope: MatchScope = .exact) -> Verdict {
        list.check(address, scope: scope, in: context)
    }

    /// The check that an import makes.
    var check: AllowlistCheck { AllowlistCheck(list, in: context) }
}
