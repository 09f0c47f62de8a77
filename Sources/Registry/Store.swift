/// Where everything is kept: one type implements all of it for one engine.
public protocol Store: ReportStore, MemberStore, AccountStore, AuditStore, SightingStore, SubmissionStore,
    JudgementStore, SearchStore, AllowStore, WorthStore, WatchStore, ListStore, ZoneFeedStore,
    AppealStore
{}
