extension Phrase {
    static let feedsTexts: [Phrase: Texts] = [
        .noFeeds: Texts(
            "No feed has been added. Use the import command to add one.",
            "لم يُضف أي مصدر تغذية. أضفه بأمر الاستيراد."
        ),
        .allFeeds: Texts("All feeds", "كل المصادر"),
        .lastSuccess: Texts("Last success", "آخر نجاح"),
        .lastFetch: Texts("Last attempt", "آخر محاولة"),
        .firstSuccess: Texts("First success", "أول نجاح"),
        .linesRead: Texts("Read", "مقروء"),
        .accepted: Texts("Accepted", "مقبول"),
        .rejected: Texts("Rejected", "مرفوض"),
        .usualStay: Texts("Usual stay (days)", "البقاء المعتاد (أيام)"),
        .rejectReasons: Texts("Rejected lines by reason", "الأسطر المرفوضة حسب السبب"),
        .noRejects: Texts("No line was rejected.", "لم يُرفض أي سطر."),
        .reason: Texts("Reason", "السبب"),
        .feedNever: Texts("Never fetched", "لم يُجلب بعد"),
        .feedFailing: Texts("Failing", "متعثر"),
        .feedLate: Texts("Late", "متأخر"),
        .feedFresh: Texts("Fresh", "محدَّث"),
        .feedByHand: Texts("Reports one by one", "بلاغات فردية"),
    ]
}
