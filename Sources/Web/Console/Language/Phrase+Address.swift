extension Phrase {
    static let addressTexts: [Phrase: Texts] = [
        .whyThisScore: Texts("Why this score", "سبب هذه الدرجة"),
        .evidence: Texts("Evidence", "الدليل"),
        .ageDays: Texts("Age (days)", "العمر (أيام)"),
        .halfLifeDays: Texts("Half-life (days)", "عمر النصف (أيام)"),
        .adds: Texts("Adds", "يضيف"),
        .counted: Texts("Counted", "محتسب"),
        .notCounted: Texts(
            "No: a stronger report of its lineage counts",
            "لا: يُحتسب بلاغ أقوى من مجموعة المنشأ نفسها"
        ),
        .noTerms: Texts("No evidence counts now.", "لا دليل محتسبًا الآن."),
        .overrideTerm: Texts("Score set by hand", "ضُبطت الدرجة يدويًا"),
        .lentBy: Texts("through the network", "عبر الشبكة"),
        .weakerSources: Texts("Weaker sources:", "مصادر أضعف:"),
        .omittedTerms: Texts("Reports left out:", "بلاغات غير معروضة:"),
        .metBy: Texts("Met by members", "الجهات التي رصدته"),
        .metByNobody: Texts("No member has met it.", "لم ترصده أي جهة."),
        .mySightings: Texts("Sightings in my networks", "عمليات الرصد في شبكاتي"),
        .notMetByMe: Texts("Your member’s sensors have not met it.", "لم ترصده مستشعرات جهتك."),
        .noReports: Texts("No report that you may see.", "لا بلاغات يحق لك الاطلاع عليها."),
        .noTimeline: Texts("Nothing has happened yet.", "لم يحدث شيء بعد."),
        .verdictSources: Texts(
            "{category}, by {sources} that count independently.",
            "{category}، وفق {sources} تُحتسب مستقلةً بعضها عن بعض."
        ),
        .verdictNoSources: Texts("No source counts against it now.", "لا مصدر محتسبًا ضده الآن."),
        .verdictSeen: Texts(
            "Seen in your networks: {times}, last {ago}.",
            "في شبكاتك: {times}، آخرها {ago}."
        ),
        .measuredChance: Texts(
            "Of 100 addresses of this kind and score, {share} were confirmed by an independent source within {days} days.",
            "من كل 100 عنوان من هذا النوع وبهذه الدرجة أكّد مصدر مستقل {share} خلال {days} يومًا."
        ),
        .verdictOthers: Texts("Met elsewhere: {members}.", "رُصد لدى غيركم: {members}."),
        .nextCrossing: Texts(
            "If nothing new happens, it changes at {time}.",
            "إن لم يطرأ جديد فسيتغير في {time}."
        ),
        .answeredBy: Texts("In the constituency of", "ضمن نطاق مسؤولية"),
        .country: Texts("Country", "الدولة"),
        .systemRegistered: Texts(
            "Its network operator, registered itself",
            "النظام المستقل الذي يقع فيه، وهو مسجَّل بذاته"
        ),
        .systemIsRegistered: Texts(
            "It lies in {system}, which is registered itself. Level: {level}. Category: {category}.",
            "يقع في {system}، وهو مسجَّل بذاته. المستوى: {level}. التصنيف: {category}."
        ),
        .networkSystem: Texts("Network operator", "مشغّل الشبكة"),
        .registeredDomain: Texts("Registered domain", "النطاق المسجَّل"),
        .publicSuffix: Texts("Public suffix", "اللاحقة العامة"),
        .reservedFor: Texts("Reserved", "محجوز"),
        .theSum: Texts("The sum", "حاصل الدرجة"),
        .independent: Texts(
            "Each term is the chance that it is right; independent ones corroborate.",
            "كل بند هو احتمال صحته، والبنود المستقلة يعزز بعضها بعضًا."
        ),
        .mixedScripts: Texts("mixes writing systems", "يخلط بين أبجديات مختلفة"),
        .looksLike: Texts("looks like {name}", "يشبه {name}"),
        .wholeRecord: Texts("Whole record", "السجل كاملًا"),
    ]
}
