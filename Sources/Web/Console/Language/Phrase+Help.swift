extension Phrase {
    static let helpTexts: [Phrase: Texts] = [
        .keysTitle: Texts("Keys", "اختصارات لوحة المفاتيح"),
        .keysNote: Texts(
            "Keys work where you are not typing; they go by the place of the key, whatever the keyboard’s language.",
            "تعمل الاختصارات خارج خانات الكتابة، وبموضع المفتاح أيًّا كانت لغة لوحة المفاتيح."
        ),
        .keysOff: Texts("Turn keys off in this browser", "إيقاف الاختصارات في هذا المتصفح"),
        .keysOn: Texts("Turn keys on in this browser", "تفعيل الاختصارات في هذا المتصفح"),
        .keySearch: Texts("Search", "البحث"),
        .keyHelp: Texts("This page", "هذه الصفحة"),
        .keyCopy: Texts("Copy the address of the page", "نسخ عنوان الصفحة"),
        .levelsTitle: Texts("Levels", "المستويات"),
        .labelsTitle: Texts("Sharing labels", "إشارات المشاركة"),
        .labelsNote: Texts(
            "Traffic Light Protocol 2.0. The label itself is never translated.",
            "بروتوكول الإشارة الضوئية، الإصدار الثاني. لا تُترجم الإشارة نفسها."
        ),
        .wordsTitle: Texts("Words", "المصطلحات"),
        .reportMeaning: Texts(
            "What one source says of an address: category, confidence, times, label and use.",
            "ما يقوله مصدر واحد عن عنوان: التصنيف والثقة والأوقات وإشارة المشاركة والاستخدام."
        ),
        .sourceMeaning: Texts(
            "Who reports: a feed, an analyst, a sensor, another CERT.",
            "صاحب البلاغ: مصدر تغذية أو محلل أو مستشعر أو مركز استجابة نظير."
        ),
        .sightingMeaning: Texts(
            "A registered address that a sensor met in a member’s network, with the inside host.",
            "عنوان مسجّل صادفه مستشعر في شبكة جهة عضو، مع الجهاز الداخلي."
        ),
        .scoreMeaning: Texts(
            "0 to 100, stored with all its terms. Sources that say the same independently raise it; time lowers it.",
            "من 0 إلى 100، محفوظة ببنودها كلها. ترفعها المصادر المستقلة المتفقة، ويخفضها مرور الوقت."
        ),
        .lineageMeaning: Texts(
            "Sources that republish each other: they count once.",
            "مصادر ينقل بعضها عن بعض: تُحتسب مرة واحدة."
        ),
        .constituencyMeaning: Texts(
            "The networks, AS numbers and names that a member answers for.",
            "الشبكات وأرقام الأنظمة المستقلة وأسماء النطاقات التي تسأل عنها جهة عضو."
        ),
        .revisionMeaning: Texts(
            "The number of a committed change; one sequence for everything.",
            "رقم التغيير المثبَّت، في تسلسل واحد لكل شيء."
        ),
    ]
}
