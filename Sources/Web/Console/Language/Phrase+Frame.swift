extension Phrase {
    static let frameTexts: [Phrase: Texts] = [
        .marsad: Texts("Marsad", "مرصد"),
        .situation: Texts("Situation", "الموقف"),
        .search: Texts("Search", "البحث"),
        .feeds: Texts("Feeds", "مصادر التغذية"),
        .administration: Texts("Administration", "الإدارة"),
        .audit: Texts("Audit", "سجل التدقيق"),
        .help: Texts("Help", "المساعدة"),
        .profile: Texts("My account", "حسابي"),
        .signIn: Texts("Sign in", "تسجيل الدخول"),
        .signOut: Texts("Sign out", "تسجيل الخروج"),
        .skipToContent: Texts("Skip to the content", "الانتقال إلى المحتوى"),
        .mainMenu: Texts("Main menu", "القائمة الرئيسية"),
        .searchHint: Texts("Address, network, name or pasted text", "عنوان أو شبكة أو اسم أو نص ملصق"),
        .lookUp: Texts("Look up", "استعلام"),
        .copy: Texts("Copy", "نسخ"),
        .copied: Texts("Copied", "تم النسخ"),
        .copyDefanged: Texts("Copy defanged", "نسخ بصيغة آمنة"),
        .downloadTable: Texts("Download the table", "تنزيل الجدول"),
        .showMore: Texts("Show more", "عرض المزيد"),
        .required: Texts("This field is required.", "هذا الحقل مطلوب."),
        .choiceFault: Texts(
            "What was sent is none of the choices. Choose one.",
            "القيمة المرسلة ليست من الخيارات. اختر واحدًا منها."
        ),
        .memberFault: Texts("There is no such member. Choose one.", "لا توجد جهة بهذا الرقم. اختر جهة."),
        .addressFault: Texts(
            "This is no address, network or name.",
            "هذا ليس عنوانًا صالحًا ولا شبكة ولا اسم نطاق."
        ),
        .checkFields: Texts("Check the marked fields.", "تحقق من الحقول المعلَّمة."),
        .chooseOne: Texts("choose one", "اختر"),
        .optional: Texts("optional", "اختياري"),
        .yes: Texts("Yes", "نعم"),
        .no: Texts("No", "لا"),
        .none: Texts("None", "لا شيء"),
        .pause: Texts("Pause", "إيقاف مؤقت"),
        .resume: Texts("Resume", "استئناف"),
        .updatedAt: Texts("Updated", "آخر تحديث"),
        .connectionLost: Texts(
            "The connection is lost; what you see may be old",
            "انقطع التحديث المباشر؛ قد يكون المعروض قديمًا"
        ),
        .liveNews: Texts("What is new", "المستجدات"),
        .liveSighted: Texts("Sighted for the first time", "رُصد لأول مرة"),
        .liveChanged: Texts("Changed", "تغيّر"),
        .liveMany: Texts("Changed addresses:", "عدد العناوين المتغيرة:"),
        .liveClose: Texts("Close", "إغلاق"),
        .sessionTitle: Texts("Your session", "جلستك"),
        .sessionEnding: Texts(
            "Your session ends in two minutes unless you go on.",
            "تنتهي جلستك بعد دقيقتين ما لم تتابع."
        ),
        .sessionOver: Texts(
            "The session has ended. Sign in to go on.",
            "انتهت الجلسة. سجّل الدخول للمتابعة."
        ),
        .sessionExtend: Texts("Stay signed in", "متابعة الجلسة"),
        .demonstration: Texts("Demonstration.", "عرض تجريبي."),
        .demonstrationText: Texts(
            "Everything here is made up. Only here may addresses set aside for documentation be blocked and listed.",
            "كل ما يظهر هنا بيانات افتراضية. وهنا فقط يجوز حجب العناوين المخصصة للتوثيق وإدراجها في القوائم."
        ),
        .timesIn: Texts("Times in", "الأوقات بتوقيت"),
        .partsOfArea: Texts("Parts", "الأقسام"),
        .onThisPage: Texts("On this page", "في هذه الصفحة"),
        .toSituation: Texts("To the situation", "إلى صفحة الموقف"),
        .noticeSaved: Texts("Saved.", "تم الحفظ."),
        .noticeAdded: Texts("Added.", "تمت الإضافة."),
        .noticeRevoked: Texts("Revoked: it opens nothing any more.", "أُلغي الرمز ولم يعد صالحًا."),
        .noticeSignedOut: Texts("You have signed out.", "تم تسجيل خروجك."),
        .noticeWelcome: Texts(
            "Welcome. The account is made and you are signed in.",
            "أهلًا بك. أُنشئ الحساب وسُجّل دخولك."
        ),
        .notFoundTitle: Texts("Not found", "غير موجود"),
        .notFoundText: Texts(
            "There is nothing at this address, or it is not for you to see.",
            "لا شيء في هذا الرابط، أو لا يحق لك الاطلاع عليه."
        ),
        .forbiddenTitle: Texts("Not allowed", "غير مسموح"),
        .forbiddenText: Texts(
            "You are not allowed to do this, or the page was open for too long. Go back, load it again and try once more; otherwise ask the administrator of your member.",
            "ليست لديك صلاحية لهذا الإجراء، أو بقيت الصفحة مفتوحة طويلًا. ارجع وحدّث الصفحة ثم أعد المحاولة، وإلا فتواصل مع مدير جهتك."
        ),
        .problemTitle: Texts("That did not work", "تعذّر ذلك"),
        .tooManyText: Texts(
            "Too many attempts. Wait a while before you try again.",
            "محاولات كثيرة. انتظر قليلًا قبل إعادة المحاولة."
        ),
        .tooLargeText: Texts(
            "That is too much at a time. Send less.",
            "الحجم أكبر من المسموح. أرسل أقل من ذلك."
        ),
        .busyText: Texts(
            "The registry is busy. Try again in a moment.",
            "قاعدة البيانات مشغولة. أعد المحاولة بعد لحظات."
        ),
        .invalidText: Texts(
            "Something in the request is not right. Go back and check what you entered.",
            "في الطلب ما لا يصح. ارجع وتحقق مما أدخلته."
        ),
        .failedText: Texts(
            "Something went wrong here. Tell your administrator the number below.",
            "حدث خطأ لدينا. أبلغ مدير النظام بالرقم أدناه."
        ),
        .requestNumber: Texts("Request", "رقم الطلب"),
        .listComma: Texts(", ", "، "),
    ]
}
