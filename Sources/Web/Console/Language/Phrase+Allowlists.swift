extension Phrase {
    static let allowlistTexts: [Phrase: Texts] = [
        .allowlists: Texts("Allowlists", "قوائم الاستثناء"),
        .allowlist: Texts("Allowlist", "قائمة الاستثناء"),
        .allowEntries: Texts("Entries", "القيود"),
        .allowLists: Texts("Lists", "القوائم"),
        .allowHeld: Texts("Held back", "ما حال الاستثناء دون حجبه"),
        .allowTest: Texts("Is an address excepted?", "هل العنوان مستثنى؟"),
        .allowTestHint: Texts(
            "Every entry that applies is shown: the address itself, what contains it and what it contains.",
            "تظهر كل القيود المنطبقة: على العنوان نفسه وما يحتويه وما يقع ضمنه."
        ),
        .allowVerdict: Texts("Verdict", "الحكم"),
        .allowReasons: Texts("Entries that apply", "القيود المنطبقة"),
        .allowNothing: Texts("No entry applies.", "لا قيد ينطبق."),
        .allowNoEntries: Texts(
            "No entry has been added. The built-in lists, the imported ones and what each member answers for hold all the same.",
            "لم يُضف أي قيد. تسري مع ذلك القوائم المدمجة والمستوردة وما تسأل عنه كل جهة."
        ),
        .allowNoHeld: Texts(
            "None of the registered addresses looked at is held back.",
            "لا شيء من العناوين المسجّلة التي فُحصت مستثنى من الحجب."
        ),
        .allowHeldNote: Texts(
            "They are registered, scored and watched for like any other; they are only kept off lists that block.",
            "هذه العناوين مسجّلة ولها درجات وتُراقَب كغيرها، لكنها لا تدخل قوائم الحجب."
        ),
        .allowAdd: Texts("Add to the allowlist", "إضافة إلى قائمة الاستثناء"),
        .allowAddNote: Texts(
            "For everyone’s lists an entry must lie within what your member answers for; otherwise it holds for your member’s lists.",
            "يسري القيد على قوائم الجميع إن كان ضمن نطاق مسؤولية جهتك، وإلا فعلى قوائم جهتك وحدها."
        ),
        .allowAddress: Texts(
            "Address, network, AS number or name",
            "عنوان أو شبكة أو رقم نظام مستقل أو اسم نطاق"
        ),
        .allowKind: Texts("Asks for", "المطلوب"),
        .allowReach: Texts("Reach", "المدى"),
        .allowFor: Texts("Holds for", "يسري على"),
        .allowForEveryone: Texts("everyone’s lists", "قوائم الجميع"),
        .allowForMine: Texts("my member’s lists", "قوائم جهتي"),
        .allowDays: Texts("Ends after how many days", "ينتهي بعد كم يومًا"),
        .allowEnd: Texts("End", "إنهاء"),
        .allowEnded: Texts("ended", "انتهى"),
        .allowInForce: Texts("in force", "ساري المفعول"),
        .allowOrigin: Texts("Origin", "المصدر"),
        .allowBuiltIn: Texts("comes with Marsad", "مدمجة في مرصد"),
        .allowImported: Texts("imported", "مستوردة"),
        .allowByPeople: Texts("entries of people", "قيود أضافها أشخاص"),
        .allowAddedBy: Texts("Added by", "أضافه"),
        .allowAddedAt: Texts("Added", "تاريخ الإضافة"),
        .allowRelation: Texts("How", "العلاقة"),
        .allowRule: Texts("Entry", "القيد"),
        .allowList: Texts("List", "القائمة"),
        .allowInner: Texts("Entries inside it", "قيود تقع ضمنه"),
        .allowKnownAs: Texts("Known as", "يُعرف بأنه"),
        .allowKeepsOff: Texts(
            "{address} is on the allowlist “{list}”: {outcome}.",
            "{address} ضمن قائمة الاستثناء «{list}»: {outcome}."
        ),
        .allowWaits: Texts(
            "Reports that ask to block an address that allowlists hold back wait for a second person, and no list blocks it while the entry holds.",
            "البلاغات التي تطلب حجب عنوان مستثنى تنتظر اعتماد شخص آخر، ولا تحجبه أي قائمة ما دام القيد ساريًا."
        ),
        .allowNotAnswering: Texts(
            "Your member does not answer for this address: choose your member’s lists.",
            "لا يقع هذا العنوان ضمن نطاق مسؤولية جهتك: اختر قوائم جهتك."
        ),
        .allowNoMember: Texts(
            "Your account belongs to no member: choose everyone’s lists.",
            "لا يتبع حسابك أي جهة: اختر قوائم الجميع."
        ),
        .allowFault: Texts(
            "Check the values: an address, a reason, a number of days, and no entry that says the same already.",
            "تحقق من القيم: عنوان وسبب وعدد أيام، وألا يوجد قيد بالمضمون نفسه."
        ),
        .outcomeFree: Texts("nothing stands in the way", "لا استثناء"),
        .outcomeInform: Texts("told, not blocked", "للعلم لا للحجب"),
        .outcomeAsk: Texts("a person decides first", "لا يُنشر قبل قرار شخص"),
        .outcomeNever: Texts("never blocked", "لا يُحجب أبدًا"),
        .entryNever: Texts("Never block", "عدم الحجب أبدًا"),
        .entryInform: Texts("Inform only", "للعلم فقط"),
        .entryAsk: Texts("Ask first", "السؤال أولًا"),
        .entryLabel: Texts("Label", "وسم فقط"),
        .entryReleased: Texts("Released", "إفراج"),
        .reachUsual: Texts("as usual for the kind", "المعتاد لهذا النوع"),
        .reachExact: Texts("itself alone", "العنوان وحده"),
        .reachRegistrable: Texts("down to the next public suffix", "ما تحته حتى اللاحقة العامة التالية"),
        .reachBelow: Texts("all names below it", "كل ما تحته من أسماء"),
        .reachEverything: Texts("all below it, URLs too", "كل ما تحته مع الروابط"),
        .relationSame: Texts("is", "هو نفسه"),
        .relationInside: Texts("lies in", "يقع ضمن"),
        .relationMatched: Texts("matches", "يطابق"),
        .relationAround: Texts("contains", "يحتوي"),
        .relationServed: Texts("a URL on it, not the host", "رابط عليه وليس المضيف"),
    ]

    static let entryLabelTexts: [Phrase: Texts] = [
        .knownReserved: Texts("reserved", "محجوز"),
        .knownDocumentation: Texts("for examples", "مخصص للأمثلة"),
        .knownPublicSuffix: Texts("public suffix", "لاحقة عامة"),
        .knownTooWide: Texts("too wide", "أوسع من اللازم"),
        .knownResolver: Texts("well-known resolver", "محلّل أسماء معروف"),
        .knownInfrastructure: Texts("Internet infrastructure", "بنية تحتية للإنترنت"),
        .knownNational: Texts("national asset", "أصل وطني"),
        .knownConstituency: Texts("constituency", "نطاق مسؤولية"),
        .knownPopular: Texts("popular name", "اسم واسع الاستخدام"),
        .knownPlatform: Texts("shared platform", "منصة مشتركة"),
        .knownScanner: Texts("research scanner", "ماسح بحثي معلن"),
        .knownOpenResolver: Texts("open resolver", "محلّل أسماء مفتوح"),
        .knownDelivery: Texts("content delivery", "شبكة توزيع محتوى"),
        .knownCloud: Texts("cloud", "سحابة"),
        .knownEgress: Texts("shared egress", "مخرج مشترك"),
        .knownSinkhole: Texts("sinkhole", "مصيدة دفاعية"),
        .knownParking: Texts("parked name", "اسم معروض للبيع"),
        .knownCrawler: Texts("crawler", "زاحف فهرسة"),
        .knownMail: Texts("mail service", "خدمة بريد"),
        .knownRevocation: Texts("certificate revocation", "خدمة إبطال شهادات"),
        .knownVendor: Texts("vendor service", "خدمة مورّد"),
        .knownOrganisation: Texts("organisation", "مؤسسة"),
        .knownAnalysis: Texts("analysis service", "خدمة تحليل"),
    ]
}
