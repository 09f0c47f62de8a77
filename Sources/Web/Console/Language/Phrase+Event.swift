extension Phrase {
    static let eventTexts: [Phrase: Texts] = [
        .eventReported: Texts("Reported", "بُلّغ عنه"),
        .eventConfirmed: Texts("Confirmed by another source", "أكده مصدر آخر"),
        .eventReappeared: Texts("Reappeared", "عاود الظهور"),
        .eventUpdated: Texts("Report changed", "عُدّل البلاغ"),
        .eventDelisted: Texts("Delisted", "أُزيل من القائمة"),
        .eventExpired: Texts("Report expired", "انتهت صلاحية البلاغ"),
        .eventSighted: Texts("Sighted", "رُصد"),
        .eventSubmitted: Texts("Submitted for approval", "قُدّم للاعتماد"),
        .eventApproved: Texts("Approved", "اعتُمد"),
        .eventRejected: Texts("Rejected", "رُفض"),
        .eventRetracted: Texts("Retracted", "سُحب البلاغ"),
        .eventDisputed: Texts("Called a false positive", "عُدّ إنذارًا كاذبًا"),
        .eventUndisputed: Texts("No longer called a false positive", "لم يعد يُعدّ إنذارًا كاذبًا"),
        .eventOverridden: Texts("Score set by hand", "ضُبطت الدرجة يدويًا"),
        .eventOverrideEnded: Texts("Score reckoned again", "عاد حساب الدرجة"),
        .eventLevelChanged: Texts("Level changed", "تغيّر المستوى"),
        .levelRose: Texts("Rose from", "ارتفع من"),
        .levelFell: Texts("Fell from", "انخفض من"),
        .levelTo: Texts("to", "إلى"),
    ]
}
