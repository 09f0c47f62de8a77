import Allowlists
import ArgumentParser
import Registry
import Reports
import SQLiteRegistry

/// Who answers for entries, whom they hold for and until when: common to the commands that add some.
struct EntryOptions: ParsableArguments {
    /// Longest ``days``: a hundred years.
    private static let maximumDays = 36_525.0

    @Option(
        name: .long,
        help: "The code of the member that answers for it; left out: the system, or the list's makers."
    )
    var owner: String?

    @Option(
        name: .customLong("for"),
        help: "The code of the member for whose lists it holds; left out: everyone's."
    )
    var receiver: String?

    @Option(name: .long, help: "When it ends by itself: 2027-01-31 or 2027-01-31T08:30:00Z.")
    var until: String?

    @Option(name: .long, help: "After how many days it ends by itself.")
    var days: Double?

    func validate() throws {
        if until != nil, days != nil { throw ValidationError("Say either --until or --days.") }
        if let until, Moment.timestamp(until) == nil {
            throw ValidationError("'\(until)' is no date; write 2027-01-31 or 2027-01-31T08:30:00Z.")
        }
        if let days, !(days > 0 && days <= Self.maximumDays) {
            throw ValidationError("--days is more than 0 and at most \(Int(Self.maximumDays)).")
        }
    }

    /// When entries end that are added at `now`.
    func expiry(at now: Timestamp) -> Timestamp? {
        until.flatMap(Moment.timestamp) ?? days.map { now.advanced(byDays: $0) }
    }

    /// The member that answers for them.
    func owner(in store: SQLiteStore) throws -> Member? {
        try owner.map { try store.member(ofCode: $0) }
    }

    /// Whom they hold for.
    func scope(in store: SQLiteStore) throws -> EntryScope {
        try receiver.map { .member(try store.member(ofCode: $0).id.number) } ?? .everyone
    }
}
