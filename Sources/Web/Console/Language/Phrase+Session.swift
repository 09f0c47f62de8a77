extension Phrase {
    static let sessionTexts: [Phrase: Texts] = [
        .userName: Texts("User name", "اسم المستخدم"),
        .password: Texts("Password", "كلمة المرور"),
        .oneTimeCode: Texts("One-time code", "رمز التحقق"),
        .oneTimeCodeHint: Texts("Only if your account asks for one.", "إن كان حسابك يطلبه فقط."),
        .singleSignOn: Texts("Single sign-on", "الدخول الموحّد"),
        .ssoState: Texts(
            "This sign-in took too long, or was begun in another browser. Begin again.",
            "انتهت مهلة تسجيل الدخول هذا، أو بدأ في متصفح آخر. ابدأ من جديد."
        ),
        .ssoRefused: Texts(
            "The single sign-on refused, or could not be reached. Try again, or sign in with your password.",
            "رفضت خدمة الدخول الموحّد الطلب، أو تعذّر الوصول إليها. أعد المحاولة، أو سجّل الدخول بكلمة المرور."
        ),
        .ssoUnlinked: Texts(
            "The single sign-on knows you, but no account here is linked to you. Give your administrator this identifier: {subject}",
            "تعرّفت عليك خدمة الدخول الموحّد، لكن لا حساب هنا مرتبط بك. أعطِ مدير جهتك هذا المعرّف: {subject}"
        ),
        .ssoCode: Texts(
            "The single sign-on did not ask for a second factor, so your one-time code is needed.",
            "لم تطلب خدمة الدخول الموحّد عاملًا ثانيًا، لذا يلزم رمز التحقق."
        ),
        .ssoSubject: Texts("Identifier at the single sign-on", "المعرّف لدى الدخول الموحّد"),
        .ssoSubjectHint: Texts(
            "Whoever is signed in there under it is this user. Empty: the password alone.",
            "من سجّل الدخول هناك بهذا المعرّف فهو هذا المستخدم. إن تُرك فارغًا فبكلمة المرور وحدها."
        ),
        .ssoTaken: Texts(
            "Another user has this identifier, or it is too long.",
            "هذا المعرّف مرتبط بمستخدم آخر، أو أطول من المسموح."
        ),
        .wrongSignIn: Texts(
            "User name, password or code is wrong.",
            "اسم المستخدم أو كلمة المرور أو الرمز غير صحيح."
        ),
        .setUp: Texts("Set up Marsad", "إعداد مرصد"),
        .setUpIntroduction: Texts(
            "Make the first administrator. The link works once; after that, only administrators add accounts.",
            "أنشئ أول مدير للنظام. يعمل هذا الرابط مرة واحدة، وبعدها لا يضيف الحسابات إلا المديرون."
        ),
        .setUpOver: Texts(
            "This link is used up or too old. Start the hub again to get a new one.",
            "استُعمل هذا الرابط أو انتهت صلاحيته. أعد تشغيل الخادم للحصول على رابط جديد."
        ),
        .createAccount: Texts("Create the account", "إنشاء الحساب"),
        .displayName: Texts("Name that others see", "الاسم المعروض"),
        .passwordHint: Texts(
            "At least 12 characters; several words are best.",
            "اثنا عشر حرفًا على الأقل؛ والأفضل عدة كلمات."
        ),
        .passwordTooLong: Texts("The password is too long.", "كلمة المرور أطول من المسموح."),
        .currentPassword: Texts("Present password", "كلمة المرور الحالية"),
        .newPassword: Texts("New password", "كلمة المرور الجديدة"),
        .changePassword: Texts("Change the password", "تغيير كلمة المرور"),
        .wrongPassword: Texts("The present password is wrong.", "كلمة المرور الحالية غير صحيحة."),
        .readingTitle: Texts("How you read", "العرض"),
        .language: Texts("Language", "اللغة"),
        .digits: Texts("Digits", "الأرقام"),
        .westernDigits: Texts("Western (0 1 2 3)", "غربية (0 1 2 3)"),
        .arabicDigits: Texts("Arabic-Indic (٠ ١ ٢ ٣)", "عربية مشرقية (٠ ١ ٢ ٣)"),
        .digitsHint: Texts(
            "For counts in Arabic sentences. Addresses and tables keep 0–9.",
            "للأعداد داخل الجمل العربية. تبقى العناوين والجداول بالأرقام من 0 إلى 9."
        ),
        .showHijri: Texts("Show the Hijri date beside the Gregorian", "عرض التاريخ الهجري بجانب الميلادي"),
        .theme: Texts("Colours", "الألوان"),
        .themeSystem: Texts("As the system", "حسب النظام"),
        .themeLight: Texts("Light", "فاتح"),
        .themeDark: Texts("Dark", "داكن"),
        .timeZone: Texts("Time zone", "المنطقة الزمنية"),
        .save: Texts("Save", "حفظ"),
        .codeIsOn: Texts(
            "A one-time code is asked for when you sign in.",
            "يُطلب منك رمز التحقق عند تسجيل الدخول."
        ),
        .codeIsOff: Texts(
            "With a one-time code, a stolen password alone opens nothing.",
            "برمز التحقق لا تكفي كلمة المرور المسروقة وحدها للدخول."
        ),
        .turnCodeOn: Texts("Turn one-time codes on", "تفعيل رمز التحقق"),
        .turnCodeOff: Texts("Turn one-time codes off", "إيقاف رمز التحقق"),
        .codeKeyIntroduction: Texts(
            "Type this key into the device or program that makes your codes. It is shown only now.",
            "أدخل هذا المفتاح في الجهاز أو التطبيق الذي يولّد رموزك. لن يُعرض مرة أخرى."
        ),
        .codeKeyNote: Texts("Six digits, a new code every 30 seconds.", "ستة أرقام، ورمز جديد كل 30 ثانية."),
        .secretIsKept: Texts("I have kept it", "حفظته لدي"),
    ]
}
