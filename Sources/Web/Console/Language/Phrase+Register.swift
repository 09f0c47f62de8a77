extension Phrase {
    static let registerTexts: [Phrase: Texts] = [
        .register: Texts("Register", "التسجيل"),
        .approvals: Texts("Approvals", "الاعتمادات"),
        .registerIntroduction: Texts(
            "Paste one address or many, in any notation, or a whole text: the addresses in it are found.",
            "الصق عنوانًا أو عدة عناوين بأي صيغة، أو نصًا كاملًا تُستخرج منه العناوين."
        ),
        .registerAddresses: Texts("Addresses or text", "العناوين أو النص"),
        .preview: Texts("Preview", "معاينة"),
        .submitReports: Texts("Submit the reports", "تقديم البلاغات"),
        .previewTitle: Texts("What will be registered", "ما سيُسجَّل"),
        .nothingToRegister: Texts(
            "No address was found in what you entered.",
            "لم يُعثر على أي عنوان فيما أدخلته."
        ),
        .knownAlready: Texts("Known already", "معروف من قبل"),
        .warnings: Texts("Warnings", "تنبيهات"),
        .ownNetwork: Texts("in the constituency of", "ضمن نطاق مسؤولية"),
        .wideNetwork: Texts("a very wide network", "شبكة واسعة جدًا"),
        .sharedPlatform: Texts("on a shared platform", "على منصة مشتركة"),
        .previewWaits: Texts(
            "Reports that ask to block wait for a second person of your member.",
            "البلاغات التي تطلب الحجب تنتظر اعتماد شخص آخر من جهتك."
        ),
        .previewActive: Texts("These reports take effect at once.", "تسري هذه البلاغات فورًا."),
        .tooManyAddresses: Texts(
            "Too many addresses at a time. Send them through the programming interface.",
            "العناوين كثيرة في المرة الواحدة. أرسلها عبر واجهة البرمجة."
        ),
        .registerMember: Texts(
            "Reports are made by a member. Your account belongs to none.",
            "البلاغات تقدّمها جهة عضو، وحسابك لا يتبع أي جهة."
        ),
        .firstSeenHint: Texts("In your time zone; the hour may be left out.", "بتوقيتك، ويمكن ترك الساعة."),
        .timeFault: Texts(
            "A time is not readable. Write it as {example}.",
            "تعذّرت قراءة أحد الأوقات. اكتبه هكذا: {example}."
        ),
        .namedMembers: Texts("Named recipients (RED only)", "الجهات المسموح لها بالاطلاع (للأحمر فقط)"),
        .noticeSubmitted: Texts("The reports are registered.", "سُجّلت البلاغات."),
        .noticeWaiting: Texts(
            "The reports wait for a second person of your member.",
            "البلاغات بانتظار اعتماد شخص آخر من جهتك."
        ),
        .noticeDecided: Texts("Decided.", "تم البتّ."),
        .waitingForMe: Texts("Waiting for you", "بانتظار اعتمادك"),
        .waitingMine: Texts("Mine, waiting for somebody else", "بلاغاتي بانتظار غيري"),
        .nothingWaits: Texts("Nothing waits for your approval.", "لا شيء ينتظر اعتمادك."),
        .nothingOfMine: Texts("None of your reports waits.", "لا ينتظر أي من بلاغاتك."),
        .approve: Texts("Approve", "اعتماد"),
        .reject: Texts("Reject", "رفض"),
        .madeBy: Texts("By", "مقدّم البلاغ"),
        .submittedAt: Texts("Submitted", "وقت التقديم"),
        .ownProposal: Texts(
            "You made this report: somebody else of your member decides.",
            "قدّمت هذا البلاغ بنفسك، ويبتّ فيه شخص آخر من جهتك."
        ),
        .goneProposal: Texts(
            "This report no longer waits: somebody decided before you, or it was replaced.",
            "لم يعد هذا البلاغ ينتظر: بُتّ فيه قبلك أو استُبدل."
        ),
        .needApprovals: Texts("Waiting for a second person: {n}", "ما ينتظر الاعتماد: {n}"),
        .decideTitle: Texts("Decide", "البتّ"),
        .rejectReason: Texts("Reason", "السبب"),
        .levelNow: Texts("Level now", "المستوى الآن"),
        .judge: Texts("Judge", "الحكم"),
        .retract: Texts("Retract our report", "سحب بلاغنا"),
        .retractNote: Texts(
            "Your member no longer claims anything of this address.",
            "لن تبلّغ جهتك عن هذا العنوان بعد الآن."
        ),
        .dispute: Texts("Call it a false positive", "عدّه إنذارًا كاذبًا"),
        .disputeNote: Texts(
            "Lowers the score for everybody; one vote a member.",
            "يخفض الدرجة لدى الجميع، ولكل جهة صوت واحد."
        ),
        .withdrawDispute: Texts("Withdraw the false-positive vote", "سحب تصويت الإنذار الكاذب"),
        .override: Texts("Set the score by hand", "ضبط الدرجة يدويًا"),
        .overrideNote: Texts(
            "Wins over everything until it ends, and says who and why.",
            "تسري فوق كل شيء حتى تنتهي، مع بيان الفاعل والسبب."
        ),
        .endOverride: Texts("Reckon the score again", "إعادة حساب الدرجة"),
        .untilDays: Texts("For how many days", "المدة بالأيام"),
        .judgementFault: Texts(
            "Check the values: a score from 0 to 100, up to 366 days, and a reason.",
            "تحقق من القيم: درجة من 0 إلى 100، ومدة لا تتجاوز 366 يومًا، وسبب."
        ),
        .decisionsTitle: Texts("Decided by people", "أحكام المحللين"),
        .until: Texts("Until", "حتى"),
        .noDecisions: Texts("Nobody has judged it.", "لم يحكم عليه أحد."),
        .decision: Texts("Decision", "الحكم"),
        .notPossible: Texts(
            "That is not possible now: there is nothing to change, or somebody else has to do it.",
            "لا يمكن ذلك الآن: لا شيء يُغيَّر، أو يجب أن يقوم به شخص آخر."
        ),
    ]
}
