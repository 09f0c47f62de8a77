extension Phrase {
    static let listTexts: [Phrase: Texts] = [
        .lists: Texts("Lists", "قوائم النشر"),
        .publishedList: Texts("List", "قائمة نشر"),
        .allPublished: Texts("All lists", "كل القوائم"),
        .listsNote: Texts(
            "What firewalls, resolvers and proxies pull and apply. A held list goes on serving its last good serial.",
            "ما تسحبه جدران الحماية ومحلّلات الأسماء والخوادم الوكيلة وتطبّقه. والقائمة الموقوفة يظل آخر إصدار سليم منها ساريًا."
        ),
        .listsNone: Texts(
            "No list that you may see has been made. Make one with the lists command or through the programming interface.",
            "لا قوائم نشر يحق لك الاطلاع عليها. أنشئ قائمة من سطر الأوامر أو عبر واجهة البرمجة."
        ),
        .listSerial: Texts("Serial", "رقم الإصدار"),
        .listSerials: Texts("Serials", "الإصدارات"),
        .listEntries: Texts("Entries", "عدد العناوين"),
        .listPublishedAt: Texts("Published", "وقت النشر"),
        .listWaiting: Texts("Waiting to be published", "ما ينتظر النشر"),
        .listWithheld: Texts("Withheld", "المستبعَد"),
        .listWithheldTitle: Texts("Withheld by allowlists", "ما استبعدته قوائم الاستثناء"),
        .listStops: Texts("Stops the list", "يوقف القائمة"),
        .listSince: Texts("Since", "منذ"),
        .listSeenBy: Texts("Seen by", "اطّلع عليه"),
        .listPurpose: Texts("Purpose", "الغرض"),
        .listFromLevel: Texts("From level", "من مستوى"),
        .listFromScore: Texts("From score", "من درجة"),
        .listUpToLabel: Texts("Made of reports up to", "أعلى إشارة مشاركة لبلاغاتها"),
        .listMaximumAge: Texts("Came within (days)", "أُدرج خلال (أيام)"),
        .listAudience: Texts("For", "لمن هي"),
        .audienceEveryone: Texts("whoever presents a token", "كل من يقدّم رمز وصول"),
        .audienceCommunity: Texts("all members and those they serve", "كل الجهات الأعضاء ومن تخدمهم"),
        .audienceStaff: Texts("the members’ own networks", "شبكات الجهات الأعضاء نفسها"),
        .listFormats: Texts("Formats", "الصيغ"),
        .listMaximumEntries: Texts("Most entries", "أقصى عدد للعناوين"),
        .listBounds: Texts("May change at once", "التغيير المسموح به دفعة واحدة"),
        .listInterval: Texts("Seconds between serials", "الثواني بين إصدارين"),
        .listStateServing: Texts("Published", "منشورة"),
        .listStateWaiting: Texts("Waits for its interval", "بانتظار موعد النشر"),
        .listStateNotYet: Texts("Not published yet", "لم تُنشر بعد"),
        .listStateGuarded: Texts("Held by the guard", "أوقفها الحارس"),
        .listStatePerson: Texts("Held by a person", "أوقفها شخص"),
        .listStateRolledBack: Texts("Rolled back", "أُعيدت إلى إصدار سابق"),
        .listServingNote: Texts(
            "Serial {serial} is in force, published {ago}.",
            "الإصدار الساري {serial}، ووقت نشره: {ago}."
        ),
        .listIntervalNote: Texts(
            "Serial {serial} is in force, published {ago}. What waits follows when the list’s interval is over.",
            "الإصدار الساري {serial}، ووقت نشره: {ago}. ويُنشر ما ينتظر حين تنقضي المدة المحددة بين إصدارين."
        ),
        .listNotYetNote: Texts(
            "Nothing is published yet. Consumers are told to keep what they have.",
            "لم يُنشر شيء بعد، ويُطلب من نقاط التنفيذ الإبقاء على ما لديها."
        ),
        .listGuardNote: Texts(
            "The guard stopped publication {ago}. Serial {serial} stays in force until what it found is gone or somebody releases the list.",
            "أوقف الحارس النشر ({ago}). ويبقى الإصدار {serial} ساريًا حتى يزول السبب أو تُطلق القائمة."
        ),
        .listPersonNote: Texts(
            "{who} holds the list: {reason} Serial {serial} stays in force until somebody releases it.",
            "أوقف النشرَ {who}، والسبب: {reason} ويبقى الإصدار {serial} ساريًا حتى تُطلق القائمة."
        ),
        .listRolledBackNote: Texts(
            "{who} went back to an earlier serial {ago}. Its entries stay in force as serial {serial} until somebody releases the list.",
            "أعاد {who} القائمة إلى إصدار سابق ({ago}). وتبقى عناوينه سارية بالإصدار {serial} حتى تُطلق القائمة."
        ),
        .listUnblockable: Texts(
            "Reported, but no list may block them: {n}. The first: {addresses}. They stay off the list; see who reports them.",
            "عناوين مُبلَّغ عنها ولا يجوز حجبها، عددها: {n}، وأولها: {addresses}. تبقى خارج القائمة؛ راجع من أبلغ عنها."
        ),
        .listShortUnblockable: Texts("reported, not to be blocked:", "مُبلَّغ عنها ولا تُحجب:"),
        .listShortLoss: Texts("too many would go:", "نقص كبير دفعة واحدة:"),
        .listShortGain: Texts("too many would come:", "زيادة كبيرة دفعة واحدة:"),
        .listLoss: Texts(
            "Too many entries would go at once: {n} of {entries}.",
            "ستُحذف عناوين كثيرة دفعة واحدة: {n} من أصل {entries}."
        ),
        .listGain: Texts(
            "Too many entries would come at once: {n}, beside {entries} that are there.",
            "ستُضاف عناوين كثيرة دفعة واحدة: {n}، والموجود الآن: {entries}."
        ),
        .listNoWaiting: Texts(
            "Nothing waits: what is served is what the registry gives.",
            "لا شيء ينتظر النشر: المنشور مطابق لما في السجل."
        ),
        .listNoWithheld: Texts(
            "Allowlists keep nothing off this list.",
            "لم تستبعد قوائم الاستثناء شيئًا من هذه القائمة."
        ),
        .listDifference: Texts("Difference", "الفروق"),
        .listCompared: Texts("From serial {from} to serial {to}.", "من الإصدار {from} إلى الإصدار {to}."),
        .listNoDifference: Texts(
            "These serials have the same entries.",
            "لا فروق بين هذين الإصدارين."
        ),
        .listFirstSerial: Texts(
            "No earlier serial is kept to compare with.",
            "لا يوجد إصدار أسبق محفوظ للمقارنة به."
        ),
        .listNoSerials: Texts("No serial has been published yet.", "لم يُنشر أي إصدار بعد."),
        .listChange: Texts("Change", "التغيير"),
        .listAdded: Texts("added", "مضاف"),
        .listRemoved: Texts("removed", "محذوف"),
        .listChanged: Texts("changed", "معدَّل"),
        .listEnds: Texts("Ends", "ينتهي"),
        .listReference: Texts("Reference", "الرمز المرجعي"),
        .serialChanged: Texts("the registry changed", "تغيّر في السجل"),
        .serialEnded: Texts("entries ended", "انتهاء مدة عناوين"),
        .serialReleased: Texts("released", "إطلاق القائمة"),
        .serialRolledBack: Texts("rolled back", "رجوع إلى إصدار سابق"),
        .listConsumers: Texts("Consumers", "نقاط التنفيذ"),
        .listNoConsumers: Texts(
            "No consumer has pulled this list. Make a token for one that may pull lists.",
            "لم تسحب أي نقطة تنفيذ هذه القائمة. أنشئ لها رمز وصول يتيح سحب القوائم."
        ),
        .listApplied: Texts("Applied", "الإصدار المطبَّق"),
        .listAppliedAt: Texts("Acknowledged", "وقت الإقرار"),
        .listGiven: Texts("Pulled", "الإصدار المسحوب"),
        .listBehind: Texts("Serials behind", "إصدارات التأخر"),
        .listHeardAt: Texts("Last heard of", "آخر اتصال"),
        .consumerApplied: Texts("applied", "طبّقت الإصدار"),
        .consumerGiven: Texts("pulled, says nothing", "سحبته ولم تُقرّ بتنفيذه"),
        .consumerBehind: Texts("behind", "متأخرة"),
        .consumerSilent: Texts("silent", "صامتة"),
        .listHold: Texts("Hold the list", "إيقاف النشر"),
        .listHoldNote: Texts(
            "What is served stays as it is; entries whose time is over leave it all the same.",
            "يبقى المنشور كما هو، وتخرج منه مع ذلك العناوين التي انتهت مدتها."
        ),
        .listRelease: Texts("Release the list", "إطلاق القائمة"),
        .listReleaseNote: Texts(
            "This is published: added {added}, removed {removed}, changed {changed}. What allowlists withhold stays off, and you confirm that you have seen it.",
            "سيُنشر ما يلي: مضاف {added}، محذوف {removed}، معدَّل {changed}. ويبقى ما استبعدته قوائم الاستثناء خارج القائمة، وتؤكد أنك اطّلعت عليه."
        ),
        .listRollBack: Texts("Roll back", "الرجوع إليه"),
        .listReasonFault: Texts(
            "Say why, in short: others will read it.",
            "اذكر السبب بإيجاز؛ سيقرؤه غيرك."
        ),
        .listMoved: Texts(
            "What waits has changed since you opened the page, and nothing was released. Look at it again.",
            "تغيّر ما ينتظر النشر بعد فتحك الصفحة، فلم يُطلق شيء. راجعه ثم أعد المحاولة."
        ),
        .listNothingHeld: Texts(
            "That is not possible now: nothing is held, or the serial is the one that is served.",
            "لا يمكن ذلك الآن: لا شيء موقوف، أو أن الإصدار هو الساري نفسه."
        ),
        .listSerialGone: Texts("This serial is no longer kept.", "لم يعد هذا الإصدار محفوظًا."),
        .noticeListDecided: Texts("Done: this is how the list stands now.", "تم ذلك، وهذه حال القائمة الآن."),
        .listPreviewTitle: Texts("What would change", "ما سيتغيّر"),
        .listPreviewNote: Texts(
            "All of the registry was looked at for this; nothing was changed.",
            "فُحص السجل كله لهذه المعاينة، ولم يتغيّر شيء."
        ),
        .listPreviewCounts: Texts(
            "It would hold {entries} entries: added {added}, removed {removed}, changed {changed}; withheld {withheld}.",
            "عدد العناوين فيها: {entries}؛ مضاف {added}، محذوف {removed}، معدَّل {changed}، مستبعَد {withheld}."
        ),
        .listWouldWait: Texts("It would wait for a person.", "ستنتظر القائمة قرار شخص."),
        .listWouldPass: Texts(
            "Nothing here would have to wait for a person.",
            "لا شيء هنا يستدعي انتظار قرار شخص."
        ),
        .needLists: Texts("The list {name} is held", "قائمة النشر {name} موقوفة"),
        .upToDateConsumers: Texts("Consumers up to date", "نقاط التنفيذ المحدَّثة"),
        .onLists: Texts("On published lists", "في قوائم النشر"),
        .onListsCount: Texts("On published lists: {n}.", "مدرج في قوائم نشر، عددها: {n}."),
        .onListServed: Texts("on the list", "مدرج فيها"),
        .onListComes: Texts("waits to come", "ينتظر الإدراج"),
        .onListGoes: Texts("on the list, waits to go", "مدرج وينتظر الإزالة"),
        .onListChanges: Texts("on the list, waits to change", "مدرج وينتظر التعديل"),
        .onListWithheld: Texts("withheld", "مستبعَد"),
        .onListNot: Texts("not on the list", "غير مدرج"),
        .onListEntry: Texts("Entry", "العنوان المدرج"),
        .onListWhyKind: Texts("takes no address of this kind", "لا تضم عناوين من هذا النوع"),
        .onListWhyUnknown: Texts("the address is not registered", "العنوان غير مسجّل"),
        .onListWhyLevel: Texts(
            "takes what is at this level or above:",
            "تضم ما يبلغ هذا المستوى أو يتجاوزه:"
        ),
        .onListWhyCategory: Texts("takes other categories", "تضم تصنيفات أخرى"),
        .onListWhyReports: Texts(
            "the reports that it may be made of do not suffice",
            "البلاغات التي يجوز أن تُبنى عليها لا تكفي"
        ),
        .onListNone: Texts("There is no list that you may see.", "لا قوائم نشر يحق لك الاطلاع عليها."),
    ]
}
