extension Phrase {
    static let situationTexts: [Phrase: Texts] = [
        .needsYou: Texts("Needs you", "بانتظارك"),
        .nothingNeeded: Texts("Nothing waits for you.", "لا شيء ينتظرك."),
        .awake: Texts("Awake", "حالة المنظومة"),
        .listedNow: Texts("Listed now", "مدرج الآن"),
        .freshSources: Texts("Fresh sources", "مصادر محدَّثة"),
        .awakeSensors: Texts("Sensors reporting", "مستشعرات متصلة"),
        .latestChanges: Texts("Latest changes", "أحدث التغييرات"),
        .noChanges: Texts(
            "Nothing has been registered yet. Import a feed to begin.",
            "لم يُسجَّل شيء بعد. ابدأ باستيراد مصدر تغذية."
        ),
        .latestSightings: Texts("Latest sightings in my networks", "أحدث عمليات الرصد في شبكاتي"),
        .busiestHosts: Texts("Inside hosts that met most", "أكثر الأجهزة الداخلية تواصلًا"),
        .noHosts: Texts(
            "No inside host has met a registered address in the last 24 hours.",
            "لم يتواصل أي جهاز داخلي مع عنوان مسجّل في آخر 24 ساعة."
        ),
        .sightingsByHour: Texts("Sightings by hour, last 24 hours", "عمليات الرصد بالساعة، آخر 24 ساعة"),
        .sightingsOfMembers: Texts(
            "Inside hosts are shown to the member whose sensors saw them. Your account belongs to no member.",
            "لا تُعرض الأجهزة الداخلية إلا للجهة التي رصدتها مستشعراتها، وحسابك لا يتبع أي جهة."
        ),
        .noSensors: Texts(
            "No sensor reports to your member yet, so nothing can be seen here.",
            "لا مستشعرات لجهتك بعد، فلا شيء يُرصد هنا."
        ),
        .noSightings: Texts(
            "No sightings in the last 24 hours, and all sensors report.",
            "لا عمليات رصد في آخر 24 ساعة، وجميع المستشعرات متصلة."
        ),
        .silentSensors: Texts(
            "No sightings, but {n} of {m} sensors are silent: that does not mean that the network is clean.",
            "لا عمليات رصد، لكن {n} من {m} مستشعرات صامتة؛ لا يعني ذلك سلامة الشبكة."
        ),
        .sensorsSilent: Texts(
            "Sensors silent for over an hour: {n} of {m}",
            "مستشعرات صامتة منذ أكثر من ساعة: {n} من {m}"
        ),
        .sourceLate: Texts("{name} is late or failing", "مصدر متأخر أو متعثر: {name}"),
        .needMembers: Texts(
            "Add the members of the union, then their users.",
            "أضف الجهات الأعضاء ثم مستخدميها."
        ),
        .needSources: Texts(
            "Nothing is imported yet: give the import command a feed.",
            "لم يُستورد شيء بعد: استورد مصدر تغذية من سطر الأوامر."
        ),
        .needSensors: Texts("Make a token for the first sensor.", "أنشئ رمز وصول لأول مستشعر."),
    ]
}
