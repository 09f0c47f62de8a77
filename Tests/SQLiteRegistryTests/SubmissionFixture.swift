import Addresses
import Credentials
import Registry
import Reports
import SQLiteRegistry

/// A registry with two members, people of them and a program.
struct SubmissionFixture {
    let temporary: TemporaryStore
    let first: Member
    let second: Member
    /// Two people of the first member, one of the second.
    let people: [Actor]
    let program: Actor

    static let now = TemporaryStore.now

    var store: SQLiteStore { temporary.store }

    init() throws {
        temporary = try TemporaryStore()
        let store = temporary.store
        let members = try ["sa", "ae"].map { code in
            try store.addMember(
                MemberSettings(code: code, name: code, arabicName: code),
                by: .system,
                at: Self.now
            )
        }
        (first, second) = (members[0], members[1])
        people = (1...3).map { number in
            Actor(
                .user(User.ID(Int64(number))),
                name: "person \(number)",
                member: members[number == 3 ? 1 : 0].id
            )
        }
        program = Actor(.token(Token.ID(1)), name: "program", member: members[0].id)
    }

    func report(
        _ text: String,
        _ claim: Claim = Claim(category: .phishing, confidence: 90),
        naming named: [Member.ID] = []
    ) throws -> Submission {
        Submission([Submission.Item(try Address(text), claim, naming: named)])
    }

    func record(_ text: String, for viewer: Viewer = .system) throws -> AddressRecord? {
        try store.lookup(try Address(text), for: viewer).record
    }

    func events(_ text: String, for viewer: Viewer = .system) throws -> [String] {
        try record(text, for: viewer)?.timeline.map(\.event.name) ?? []
    }
}
