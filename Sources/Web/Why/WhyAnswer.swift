import Addresses
import JSONOutput
import Registry
import Reports

/// The answer to somebody who was blocked: what may be told to anybody of the entry that a reference stands for.
///
/// A reference that stands for nothing and one of whose entry nothing may be told are answered alike.
struct WhyAnswer: Sendable {
    /// Longest text that is looked at as a reference, in bytes.
    static let maximumLength = 64

    /// The reference as it is written.
    let reference: String
    /// What may be told; nil for nothing.
    let entry: PublicEntry?
    /// The members by number, for those whose lists are named.
    let members: [Member]

    /// The answer for `text`.
    init(to text: String, in store: any Store, at now: Timestamp) throws {
        reference = text.uppercased()
        entry = try store.publicEntry(ofReference: reference, at: now)
        members = try store.members()
    }

    /// What is said, in the reader's language.
    func sentences(in reading: Reading) -> [Sentence] {
        guard let entry else {
            return [Sentence(reading(.whyUnknown)), Sentence(reading(.whyUnknownAppeal))]
        }
        let values: [String: Sentence.Value] = [
            "address": .code(entry.address.description), "category": .words(reading(entry.category.phrase)),
            "date": .words(reading.date(entry.since)),
        ]
        return [
            reading(entry.isBlocked ? .whyBlocked : .whyInformed, values),
            reading(.whyBy, ["authority": authority(of: entry, in: reading)]),
            Sentence(reading(.whyAppeal)),
        ]
    }

    /// Who keeps the lists, in general terms.
    private func authority(of entry: PublicEntry, in reading: Reading) -> Sentence.Value {
        guard entry.audiences.count == 1, let number = entry.audiences.first?.member,
            let member = members.first(where: { $0.id == number })
        else { return .words(reading(.whyByAll)) }
        let settings = member.settings
        return .foreign(reading.language == .arabic ? settings.arabicName : settings.name)
    }

    /// The answer for programs, with the sentences in both languages.
    func write(to writer: inout JSONWriter, at now: Timestamp) {
        writer.object { writer in
            writer.field("reference", reference)
            writer.field("listed", entry != nil)
            if let entry {
                writer.field("kind", entry.address.kind.name)
                writer.field("address", entry.address.description)
                writer.field("blocked", entry.isBlocked)
                writer.field("category", entry.category.name)
                writer.field("since", entry.since)
                writer.array("audiences", of: entry.audiences) { writer, audience in
                    writer.object { writer in
                        writer.field("audience", audience.name)
                        let member = members.first { $0.id == audience.member }
                        writer.field("member", member?.settings.code)
                    }
                }
            }
            writer.object("text") { writer in
                for language in Preferences.Language.allCases {
                    let reading = Reading(
                        language: language,
                        digits: .western,
                        showsHijri: false,
                        zoneMinutes: 0,
                        now: now
                    )
                    let text = sentences(in: reading).map(\.plain).joined(separator: " ")
                    writer.name(text: language.rawValue)
                    writer.string(text)
                }
            }
        }
    }

    static let schema = Schema.object([
        .init("reference", .text), .init("listed", .boolean), .optional("kind", APISchemas.kind),
        .optional("address", .text), .optional("blocked", .boolean),
        .optional("category", APISchemas.category), .optional("since", .moment),
        .optional(
            "audiences",
            .array(
                .object([
                    .init("audience", .words(["everyone", "community", "member", "staff"])),
                    .optional("member", .text),
                ])
            )
        ),
        .init("text", .object([.init("ar", .text), .init("en", .text)])),
    ])
}

extension Sentence {
    /// The sentence without marks around its values.
    var plain: String { parts.map { $0.words ?? $0.code ?? $0.foreign ?? "" }.joined() }
}
