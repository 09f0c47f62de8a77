import Hummingbird
import Registry
import Reports

/// `/admin`: members, users and tokens. A member's administrator keeps its own users and tokens; the system's keeps all.
struct AdministrationPages {
    let console: Console

    func add(to router: Router<HubContext>) {
        router.get("/admin") { request, context in
            let visit = try await console.visit(request, context, for: .administer)
            return Console.redirect(to: Part.open(to: visit.identity).first?.path ?? "/")
        }
        MemberPages(console: console).add(to: router)
        UserPages(console: console).add(to: router)
        TokenPages(console: console).add(to: router)
    }

    /// The parts of the area.
    enum Part: CaseIterable, Sendable {
        case members, users, tokens

        var path: String {
            switch self {
            case .members: "/admin/members"
            case .users: "/admin/users"
            case .tokens: "/admin/tokens"
            }
        }

        var phrase: Phrase {
            switch self {
            case .members: .members
            case .users: .users
            case .tokens: .tokens
            }
        }

        /// The parts that somebody keeps.
        static func open(to identity: Identity) -> [Part] {
            identity.actor.member == nil ? allCases : [.users, .tokens]
        }

        static func tabs(_ current: Part?, _ visit: Visit) -> [TablesContent.Tab] {
            open(to: visit.identity).map {
                .init(text: visit.reading($0.phrase), href: $0.path, isCurrent: $0 == current)
            }
        }
    }

    /// The options of a field that names a member, of those that the administrator keeps.
    static func memberOptions(_ members: [Member], _ chosen: Int64?, _ visit: Visit) -> Form.Kind {
        let own = visit.identity.actor.member
        let kept = members.filter { own == nil || $0.id == own }
        let options = kept.map { member in
            Form.Option(
                value: "\(member.id.number)",
                text: ShownText(visit.memberNames[member.id] ?? member.settings.code).text,
                isChosen: member.id.number == chosen
            )
        }
        guard own == nil else { return .choice(options) }
        let none = Form.Option(value: "", text: visit.reading(.noMember), isChosen: chosen == nil)
        return .choice([none] + options)
    }

    /// The member that a form names; an administrator of a member can name no other.
    ///
    /// What cannot be read is noted at the field: an account of no member is the system's own, and nobody's by accident.
    static func member(in form: FormBody, _ faults: inout FieldFaults, _ visit: Visit) throws(Problem)
        -> Member.ID?
    {
        let named = faults.readOptional("member", in: form, else: .memberFault) { text in
            Int64(text).map(Member.ID.init).flatMap { visit.memberNames[$0] == nil ? nil : $0 }
        }
        guard faults["member"] == nil else { return nil }
        guard let own = visit.identity.actor.member else { return named }
        guard named == nil || named == own else {
            throw Problem(.forbidden, "you keep the accounts of your own member")
        }
        return own
    }
}

extension StoreError {
    /// What to say on a page when a value could not be kept; nil for errors that are no fault of the form.
    func sentence(in reading: Reading) -> Sentence? {
        guard code == .invalidValue else { return nil }
        return reading(context.contains("there is one of that") ? .taken : .cannotKeep, [:])
    }
}
