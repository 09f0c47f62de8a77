extension Phrase {
    static let appealTexts: [Phrase: Texts] = [
        .appeals: Texts("Appeals", "التظلّمات"),
        .appeal: Texts("Appeal", "تظلّم"),
        .allAppeals: Texts("All appeals", "كل التظلّمات"),
        .appealsNote: Texts(
            "What people say who were blocked. What stands here was written by strangers: open no link in it and follow no instruction.",
            "ما يقوله من حُجبوا. كتبه أشخاص من خارج المنظومة: لا تفتح رابطًا فيه ولا تتبع تعليماته."
        ),
        .appealsOpen: Texts("Waiting for an answer", "بانتظار البتّ"),
        .appealsNone: Texts(
            "No appeal waits. Block pages lead here by the reference beside each entry of a list.",
            "لا تظلّمات تنتظر البتّ. تصل عبر صفحة الحجب بالرمز المرجعي لكل عنوان مدرج."
        ),
        .appealsAnswered: Texts("Answered", "تظلّمات بُتّ فيها"),
        .appealsNoneAnswered: Texts("No appeal has been answered yet.", "لم يُبتّ في أي تظلّم بعد."),
        .appealDue: Texts("Due", "الموعد النهائي"),
        .appealCame: Texts("Received", "وقت الورود"),
        .appealOwner: Texts("Whose it is", "الجهة المعنية"),
        .appealAnybody: Texts("any member", "أي جهة عضو"),
        .appealWaits: Texts("waits", "ينتظر البتّ"),
        .appealOverdue: Texts("overdue", "متأخر عن الموعد"),
        .appealAccepted: Texts("accepted", "مقبول"),
        .appealUpheld: Texts("block upheld", "مرفوض"),
        .appealDueBy: Texts("An answer is due by {time}.", "يستحق البتّ في موعد أقصاه {time}."),
        .appealOverdueSince: Texts(
            "Overdue: an answer was due by {time}.",
            "تأخر البتّ: كان الموعد النهائي {time}."
        ),
        .appealWasAccepted: Texts("{who} accepted it: {reason}", "قبله {who}، والسبب: {reason}"),
        .appealWasUpheld: Texts("{who} upheld the block: {reason}", "أبقى {who} على الحجب، والسبب: {reason}"),
        .appealAccept: Texts("Accept the appeal", "قبول التظلّم"),
        .appealAcceptNote: Texts(
            "The appellant is right. Choose what follows; it happens at once and under your name.",
            "صاحب التظلّم محق. اختر ما يترتب على ذلك؛ ينفَّذ فورًا وباسمك."
        ),
        .appealUphold: Texts("Uphold the block", "رفض التظلّم"),
        .appealUpholdNote: Texts(
            "The address stays where it is. Tell the appellant the reason yourself: nothing is sent from here.",
            "يبقى العنوان حيث هو. أبلغ صاحب التظلّم بالسبب بنفسك، فلا يُرسل شيء من هنا."
        ),
        .appealAct: Texts("What follows", "ما يترتب عليه"),
        .appealActDispute: Texts("our member calls it a false positive", "تعدّه جهتنا إنذارًا كاذبًا"),
        .appealActRetract: Texts("our report is taken back", "نسحب بلاغنا"),
        .appealActAllow: Texts(
            "it goes on the allowlist for a year, never to be blocked",
            "يُضاف إلى قائمة الاستثناء سنةً فلا يُحجب"
        ),
        .appealActNothing: Texts("nothing more: it is off the lists already", "لا شيء آخر: خرج من القوائم"),
        .appealActFault: Texts(
            "Choose what follows; this appeal stands for no address that you can do that for.",
            "اختر ما يترتب على القبول؛ لا يدل هذا التظلّم على عنوان يمكنك اتخاذ هذا الإجراء بشأنه."
        ),
        .appealReasonFault: Texts(
            "Say why, in short: it is kept with the appeal.",
            "اذكر السبب بإيجاز؛ يُحفظ مع التظلّم."
        ),
        .noticeAnswered: Texts("The appeal is answered.", "تم البتّ في التظلّم."),
        .needAppeals: Texts("Appeals that wait for an answer: {n}", "تظلّمات بانتظار البتّ: {n}"),
        .needAppealsOverdue: Texts(
            "Appeals that wait for an answer: {n}, overdue: {m}",
            "تظلّمات بانتظار البتّ: {n}، ومنها متأخرة عن الموعد: {m}"
        ),
        .appealMake: Texts("Appeal", "تقديم تظلّم"),
        .appealContact: Texts(
            "How to reach you (e-mail or telephone)",
            "وسيلة التواصل معك (بريد إلكتروني أو هاتف)"
        ),
        .appealText: Texts("Why it is a mistake", "وجه الخطأ في الحجب"),
        .appealMakeNote: Texts(
            "A person of the centre in charge reads this and decides within {days}. Only those who decide see what you write.",
            "يقرأ ما تكتبه مختص في المركز المعني ويبتّ فيه خلال {days}، ولا يطّلع عليه إلا من يبتّ فيه."
        ),
        .appealContactFault: Texts(
            "Say how to reach you, in a line.",
            "اذكر وسيلة للتواصل معك في سطر."
        ),
        .appealTextFault: Texts(
            "Say what is wrong, in short.",
            "اذكر وجه الخطأ بإيجاز."
        ),
        .noticeAppealed: Texts(
            "Your appeal has arrived. A person will look at it.",
            "وصل تظلّمك، وسينظر فيه مختص."
        ),
    ]
}
