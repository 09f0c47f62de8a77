import ArgumentParser
import Registry
import Reports
import SQLiteRegistry

/// `marsad feeds overrule`: sets by hand what is learnt of a source.
struct FeedsOverruleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "overrule",
        abstract: "Set by hand what is learnt of a source; what is left out is learnt.",
        discussion: """
            Example:
              marsad feeds overrule my-list --reliability 0.8 --why "our own sensors"
              marsad feeds overrule my-list --usual-stay never --why "the publisher removes nothing"
              marsad feeds overrule my-list --why "what is learnt is good by now"
            """
    )

    @OptionGroup var dataOptions: DataOptions

    @Argument(help: "The source's name.")
    var name: String

    @Option(name: .long, help: "How often it is right, 0 to 1.")
    var reliability: Double?

    @Option(name: .long, help: "Days that addresses usually stay on its list; never: it does not remove.")
    var usualStay: String?

    @Option(name: .long, help: "Why; kept in the audit records.")
    var why: String

    private var days: Double? { usualStay.flatMap { $0 == "never" ? .infinity : Double($0) } }

    func validate() throws {
        if usualStay != nil, days == nil {
            throw ValidationError("A usual stay is a number of days or never.")
        }
    }

    func run() throws {
        let overruling = SourceOverruling(reliability: reliability, usualStayDays: days, why: why)
        _ = try dataOptions.openExistingStore().asking { store throws(StoreError) in
            try store.overrule(sourceNamed: name, overruling, by: .shell, for: .system, at: .now)
        }
    }
}

/// `marsad feeds lineage`: decides whether two sources count once together.
struct FeedsLineageCommand: ParsableCommand {
    /// What is decided.
    enum Decision: String, CaseIterable, ExpressibleByArgument {
        case one, apart
        case asFound = "as-found"
    }

    static let configuration = CommandConfiguration(
        commandName: "lineage",
        abstract: "Decide whether two sources are one lineage, which counts once.",
        discussion: """
            A decision counts at once for new scores; those that stand are reckoned again by the next marsad feeds learn.

            Example:
              marsad feeds lineage my-list their-list one --why "they mirror ours"
              marsad feeds lineage my-list their-list as-found --why "no longer"
            """
    )

    @OptionGroup var dataOptions: DataOptions

    @Argument(help: "A source's name.")
    var name: String

    @Argument(help: "Another source's name.")
    var other: String

    @Argument(help: "one, apart, or as-found to take a decision back.")
    var decision: Decision

    @Option(name: .long, help: "Why; kept in the audit records.")
    var why: String

    func run() throws {
        let areOne: Bool? = decision == .asFound ? nil : decision == .one
        try dataOptions.openExistingStore().asking { store throws(StoreError) in
            try store.rule(
                name,
                and: other,
                areOneLineage: areOne,
                why: why,
                by: .shell,
                for: .system,
                at: .now
            )
        }
    }
}

/// `marsad feeds learn`: learns what sources are worth, if it is time to, and scores addresses again by it.
struct FeedsLearnCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learn",
        abstract: "Learn what sources are worth, if a week has passed, and score addresses again by it.",
        discussion: """
            Safe to call at any time, from a timer of the machine too.

            Example:
              marsad feeds learn
            """
    )

    @OptionGroup var dataOptions: DataOptions

    func run() throws {
        let store = try dataOptions.openExistingStore()
        var (learnt, rescored) = (false, 0)
        var outcome = LearningOutcome(isUnfinished: true)
        while outcome.isUnfinished {
            outcome = try store.asking { store throws(StoreError) in try store.learnWorth(at: .now) }
            learnt = learnt || outcome.hasLearnt
            rescored += outcome.rescored.rescored
        }
        var output = StandardOutput()
        output.print("\(learnt ? "learnt" : "nothing to learn yet"); \(rescored) scores changed")
        output.flush()
    }
}
