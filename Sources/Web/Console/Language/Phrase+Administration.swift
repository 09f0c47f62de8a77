extension Phrase {
    static let administrationTexts: [Phrase: Texts] = [
        .users: Texts("Users", "المستخدمون"),
        .user: Texts("User", "المستخدم"),
        .tokens: Texts("Tokens", "رموز الوصول"),
        .code: Texts("Code", "الرمز المختصر"),
        .codeHint: Texts("Lower-case letters, digits and hyphens.", "أحرف لاتينية صغيرة وأرقام وشرطات."),
        .codeFault: Texts(
            "A code is 1 to 20 lower-case letters, digits and hyphens.",
            "الرمز المختصر من 1 إلى 20 من الأحرف اللاتينية الصغيرة والأرقام والشرطات."
        ),
        .englishName: Texts("Name in English", "الاسم بالإنجليزية"),
        .arabicName: Texts("Name in Arabic", "الاسم بالعربية"),
        .constituencyHint: Texts(
            "Networks, AS numbers and names that it answers for, one a line.",
            "الشبكات وأرقام الأنظمة المستقلة وأسماء النطاقات التابعة لها، واحد في كل سطر."
        ),
        .constituencyFault: Texts(
            "A constituency holds networks, AS numbers and names, not URLs.",
            "يضم نطاق المسؤولية شبكات وأرقام أنظمة مستقلة وأسماء نطاقات، لا روابط."
        ),
        .noConstituency: Texts(
            "The member answers for nothing yet.",
            "لا شيء في نطاق مسؤولية هذه الجهة بعد."
        ),
        .noMembers: Texts("No member yet. Add the first below.", "لا جهات أعضاء بعد. أضف أولاها أدناه."),
        .addMember: Texts("Add a member", "إضافة جهة عضو"),
        .edit: Texts("Edit", "تعديل"),
        .noMember: Texts("None: the system itself", "بلا جهة: النظام نفسه"),
        .memberNeeded: Texts("This needs a member.", "يلزم تحديد جهة عضو."),
        .nameFault: Texts("A name is empty or too long.", "الاسم فارغ أو أطول من المسموح."),
        .userNameFault: Texts("A user name holds no spaces.", "اسم المستخدم لا يحوي مسافات."),
        .taken: Texts("There is one of that name already.", "الاسم مستعمل من قبل."),
        .cannotKeep: Texts(
            "This cannot be kept as it is. Check the values.",
            "لا يمكن حفظ هذا كما هو. تحقق من القيم."
        ),
        .role: Texts("Role", "الدور"),
        .roleReader: Texts("Reader", "مطّلع"),
        .roleAnalyst: Texts("Analyst", "محلل"),
        .roleApprover: Texts("Approver", "معتمِد"),
        .roleAdministrator: Texts("Administrator", "مدير"),
        .roleAuditor: Texts("Auditor", "مدقق"),
        .roleConsumer: Texts("Enforcement point", "نقطة تنفيذ"),
        .roleSensor: Texts("Sensor", "مستشعر"),
        .lastSignIn: Texts("Last sign-in", "آخر دخول"),
        .noUsers: Texts("No users yet.", "لا مستخدمين بعد."),
        .addUser: Texts("Add a user", "إضافة مستخدم"),
        .passwordKeptHint: Texts(
            "Leave empty to keep the present one.",
            "اتركه فارغًا للإبقاء على الحالية."
        ),
        .disabled: Texts("Disabled", "معطّل"),
        .locked: Texts("Locked", "مقفل"),
        .canSignIn: Texts("Can sign in", "يمكنه الدخول"),
        .takeCodeAway: Texts("Take the one-time code away", "إلغاء رمز التحقق"),
        .ownAccount: Texts(
            "You cannot disable your own account or change its role.",
            "لا يمكنك تعطيل حسابك أو تغيير دورك."
        ),
        .scopes: Texts("Scopes", "النطاقات المسموحة"),
        .scopeRead: Texts("Read", "اطلاع"),
        .scopeSubmit: Texts("Submit reports", "تقديم بلاغات"),
        .scopeConsume: Texts("Pull lists", "سحب القوائم"),
        .scopeSense: Texts("Send sightings", "إرسال الرصد"),
        .scopeAdminister: Texts("Administer", "إدارة"),
        .scopeNeeded: Texts("Choose at least one scope.", "اختر نطاقًا واحدًا على الأقل."),
        .lastUsed: Texts("Last used", "آخر استعمال"),
        .actions: Texts("Actions", "الإجراءات"),
        .revoke: Texts("Revoke", "إلغاء الرمز"),
        .revoked: Texts("Revoked", "ملغى"),
        .expired: Texts("Expired", "منتهي الصلاحية"),
        .valid: Texts("Valid", "صالح"),
        .noTokens: Texts(
            "No tokens yet. Sensors and enforcement points need one each.",
            "لا رموز وصول بعد. يلزم رمز لكل مستشعر ونقطة تنفيذ."
        ),
        .addToken: Texts("Make a token", "إنشاء رمز وصول"),
        .tokenNameHint: Texts(
            "The sensor, firewall or script that will hold it.",
            "المستشعر أو جدار الحماية أو البرنامج الذي سيحمله."
        ),
        .days: Texts("Valid for (days)", "مدة الصلاحية (أيام)"),
        .tokenFault: Texts(
            "A token needs a name and ends within ten years.",
            "يلزم للرمز اسم، وأن ينتهي خلال عشر سنوات."
        ),
        .tokenIntroduction: Texts(
            "The token is made. Copy it now: it is shown only this once.",
            "أُنشئ رمز الوصول. انسخه الآن: لن يُعرض مرة أخرى."
        ),
        .tokenNote: Texts(
            "Keep it where the program that presents it finds it, and nowhere else.",
            "احفظه حيث يجده البرنامج الذي يقدّمه، لا في مكان سواه."
        ),
    ]
}
