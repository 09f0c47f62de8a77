extension Phrase {
    static let watchTexts: [Phrase: Texts] = [
        .watch: Texts("Watch", "المراقبة"),
        .watchChanged: Texts("Changed since you last looked", "ما تغيّر منذ آخر اطلاع لك"),
        .watchNoChanges: Texts(
            "Nothing that concerns your member has changed since you last looked.",
            "لم يتغير شيء يخص جهتك منذ آخر اطلاع لك."
        ),
        .watchFirstLook: Texts(
            "You look here for the first time: these are the changes of the last seven days.",
            "هذا أول اطلاع لك هنا: هذه تغييرات الأيام السبعة الأخيرة."
        ),
        .watchAll: Texts("What is watched", "ما تراقبه جهتك"),
        .watchNothing: Texts(
            "Nothing is watched yet. Add an asset or save a search below.",
            "لا شيء تحت المراقبة بعد. أضف أصلًا أو احفظ بحثًا أدناه."
        ),
        .watchTarget: Texts("Asset or search", "الأصل أو البحث"),
        .watchInside: Texts("Registered inside", "مسجّل ضمنه"),
        .watchAround: Texts("Registered around", "مسجّل يحتويه"),
        .watchHighest: Texts("Highest level", "أعلى مستوى"),
        .watchRelation: Texts("How", "العلاقة"),
        .watchConcerns: Texts("Concerns", "يخص"),
        .watchIsInside: Texts("lies inside", "يقع ضمنه"),
        .watchIsAround: Texts("contains it", "يحتويه"),
        .watchEnd: Texts("Stop watching", "إنهاء المراقبة"),
        .watchSeen: Texts("I have seen these", "اطّلعت عليها"),
        .watchSeenTitle: Texts("Begin anew from here", "البدء من هنا"),
        .watchAddAsset: Texts("Watch an asset", "مراقبة أصل"),
        .watchAssetNote: Texts(
            "What your member answers for is watched already. Add what lies elsewhere: hosting, providers, brands.",
            "نطاق مسؤولية جهتك تحت المراقبة أصلًا. أضف ما يقع خارجه: الاستضافة والمزوّدون والأسماء التجارية."
        ),
        .watchAddSearch: Texts("Watch a search", "مراقبة بحث"),
        .watchLevel: Texts("This level and above", "هذا المستوى فما فوقه"),
        .watchAny: Texts("any", "الكل"),
        .watchFault: Texts(
            "Check the values: a name, an address that is no URL or at least one condition, and nothing that is watched already.",
            "تحقق من القيم: اسم، وعنوان غير رابط أو شرط واحد على الأقل، وألا يكون تحت المراقبة أصلًا."
        ),
        .watchMember: Texts(
            "Members watch for what concerns them. Your account belongs to none.",
            "تراقب كل جهة عضو ما يخصها، وحسابك لا يتبع أي جهة."
        ),
        .actWatchRuleAdded: Texts("Watch rule added", "إضافة قاعدة مراقبة"),
        .actWatchRuleRemoved: Texts("Watch rule removed", "إزالة قاعدة مراقبة"),
    ]
}
