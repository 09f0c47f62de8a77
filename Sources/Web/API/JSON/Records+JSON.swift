import Addresses
import JSONOutput
import Registry
import RegistryJSON
import Reports
import Reputation

/// The shapes of the API's answers.
extension JSONWriter {
    /// An address, its score and the revision of its last change.
    mutating func revised(_ summary: AddressSummary) {
        object { writer in
            writer.field("kind", summary.address.kind.name)
            writer.field("address", summary.address.description)
            writer.field("score", summary.score)
            writer.field("level", summary.level.name)
            writer.field("category", summary.category.name)
            writer.field("revision", summary.revision)
        }
    }

    mutating func value(_ summary: SightingSummary, _ codes: [Int64: String]) {
        object { writer in
            writer.field("member", codes[summary.member.number] ?? "")
            writer.field("count", summary.count)
            writer.field("first", summary.firstAt)
            writer.field("last", summary.lastAt)
        }
    }

    mutating func value(_ record: SightingRecord) {
        object { writer in
            writer.field("address", record.sighting.address.description)
            writer.field("seen", record.sighting.seen)
            writer.field("inside", record.sighting.inside?.description)
            writer.field("sensor", record.sensor)
            writer.field("count", record.sighting.count)
            writer.field("first", record.sighting.firstAt)
            writer.field("last", record.sighting.lastAt)
        }
    }

    mutating func value(_ receipt: SubmissionReceipt) {
        object { writer in
            writer.field("added", receipt.added)
            writer.field("updated", receipt.updated)
            writer.field("waiting", receipt.waiting)
            writer.field("revision", receipt.revision)
        }
    }

    mutating func value(_ proposal: Proposal, _ codes: [Int64: String]) {
        let claim = proposal.claim
        object { writer in
            writer.field("id", proposal.id.number)
            writer.field("kind", proposal.address.kind.name)
            writer.field("address", proposal.address.description)
            writer.field("who", proposal.who)
            writer.field("at", proposal.at)
            writer.field("category", claim.category?.name)
            writer.field("confidence", claim.confidence)
            writer.field("label", claim.label?.name)
            writer.field("permittedUse", claim.permittedUse?.name)
            writer.field("scope", claim.scope == .exact ? nil : claim.scope.name)
            writer.field("firstSeen", claim.firstSeen)
            writer.field("lastSeen", claim.lastSeen)
            writer.field("expiry", claim.expiry)
            writer.field("reference", claim.reference)
            writer.field("comment", claim.comment)
            writer.array("named", of: proposal.named) { $0.string(codes[$1.number] ?? "") }
        }
    }

    mutating func value(_ decisions: Decisions, _ codes: [Int64: String]) {
        object { writer in
            writer.array("disputes", of: decisions.disputes) { writer, dispute in
                writer.object { writer in
                    writer.field("member", codes[dispute.member.number] ?? "")
                    writer.field("who", dispute.who)
                    writer.field("why", dispute.why)
                    writer.field("at", dispute.at)
                }
            }
            guard let override = decisions.override else { return }
            writer.object("override") { writer in
                writer.field("score", override.score)
                writer.field("until", override.until)
                writer.field("who", override.who)
                writer.field("why", override.why)
            }
        }
    }

    mutating func value(_ source: Source, _ codes: [Int64: String]) {
        let settings = source.settings
        object { writer in
            writer.field("name", settings.name)
            writer.field("owner", settings.owner)
            writer.field("member", settings.member.flatMap { codes[$0.number] })
            writer.field("nature", settings.nature.name)
            writer.field("category", settings.category.name)
            writer.field("confidence", settings.confidence)
            writer.field("reliability", settings.reliability)
            writer.field("lineage", settings.lineage)
            writer.field("label", settings.label.name)
            writer.field("permittedUse", settings.permittedUse.name)
            writer.field("expiryDays", settings.expiryDays)
            writer.field("usualStayDays", settings.usualStayDays.flatMap { $0.isFinite ? $0 : nil })
            writer.field("fetchedAt", source.fetchedAt)
            writer.field("succeededAt", source.succeededAt)
            writer.field("listed", source.listedCount)
            guard let read = source.lastRead else { return }
            writer.object("lastRead") { writer in
                writer.field("read", read.read)
                writer.field("accepted", read.accepted)
                writer.field("rejected", read.rejected)
            }
        }
    }

    mutating func value(_ member: Member) {
        object { writer in
            writer.field("code", member.settings.code)
            writer.field("name", member.settings.name)
            writer.field("arabicName", member.settings.arabicName)
            writer.array("constituency", of: member.settings.constituency) { $0.string($1.description) }
            writer.field("createdAt", member.createdAt)
        }
    }

    mutating func value(_ user: User, _ codes: [Int64: String]) {
        object { writer in
            writer.field("id", user.id.number)
            writer.field("name", user.settings.name)
            writer.field("displayName", user.settings.displayName)
            writer.field("member", user.settings.member.flatMap { codes[$0.number] })
            writer.field("role", user.settings.role.name)
            writer.field("disabled", user.settings.isDisabled)
            writer.field("oneTimeCode", user.hasOneTimeCode)
            writer.field("createdAt", user.createdAt)
            writer.field("lastSignInAt", user.lastSignInAt)
            writer.field("lockedUntil", user.lockedUntil)
            writer.field("issuer", user.link?.issuer)
            writer.field("subject", user.link?.subject)
        }
    }

    /// A token; its secret only when it is made.
    mutating func value(_ token: Token, secret: String? = nil, _ codes: [Int64: String]) {
        object { writer in
            writer.field("id", token.id.number)
            writer.field("name", token.settings.name)
            writer.field("member", token.settings.member.flatMap { codes[$0.number] })
            writer.array("scopes", of: token.settings.scopes.words) { $0.string($1) }
            writer.field("createdAt", token.createdAt)
            writer.field("expiresAt", token.settings.expiresAt)
            writer.field("revokedAt", token.revokedAt)
            writer.field("lastUsedAt", token.lastUsedAt)
            writer.field("secret", secret)
        }
    }

    mutating func value(_ entry: AuditEntry, _ codes: [Int64: String]) {
        object { writer in
            writer.field("id", entry.id)
            writer.field("at", entry.at)
            writer.field("actor", entry.record.actor)
            writer.field("actorName", entry.record.actorName)
            writer.field("member", entry.record.member.flatMap { codes[$0.number] })
            writer.field("action", entry.record.action)
            writer.field("object", entry.record.object)
            writer.field("detail", entry.record.detail)
            writer.field("seal", entry.seal.hexadecimal)
        }
    }
}
