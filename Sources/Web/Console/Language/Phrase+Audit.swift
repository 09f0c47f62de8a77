extension Phrase {
    static let auditTexts: [Phrase: Texts] = [
        .records: Texts("Records", "القيود"),
        .noRecords: Texts("No records in this period.", "لا قيود في هذه الفترة."),
        .chainWhole: Texts(
            "The chain is whole: every record up to number {n} is as it was written.",
            "السلسلة سليمة: كل قيد حتى الرقم {n} كما كُتب."
        ),
        .chainBroken: Texts(
            "The chain is broken at record {n}: somebody changed, removed or moved it.",
            "السلسلة مكسورة عند القيد {n}: عُدّل أو حُذف أو نُقل."
        ),
        .who: Texts("Who", "الفاعل"),
        .act: Texts("Act", "الفعل"),
        .object: Texts("Object", "الموضوع"),
        .actSetUp: Texts("Set up the system", "إعداد النظام"),
        .actMemberAdded: Texts("Added a member", "إضافة جهة عضو"),
        .actMemberUpdated: Texts("Changed a member", "تعديل جهة عضو"),
        .actUserAdded: Texts("Added a user", "إضافة مستخدم"),
        .actUserUpdated: Texts("Changed a user", "تعديل مستخدم"),
        .actPasswordSet: Texts("Set a password", "تعيين كلمة مرور"),
        .actCodeSet: Texts("Changed one-time codes", "تعديل رمز التحقق"),
        .actSignedIn: Texts("Signed in", "تسجيل دخول"),
        .actSignInFailed: Texts("Failed to sign in", "محاولة دخول فاشلة"),
        .actSignedOut: Texts("Signed out", "تسجيل خروج"),
        .actTokenAdded: Texts("Made a token", "إنشاء رمز وصول"),
        .actTokenRevoked: Texts("Revoked a token", "إلغاء رمز وصول"),
        .actReportsSubmitted: Texts("Submitted reports", "تقديم بلاغات"),
        .actReportApproved: Texts("Approved a report", "اعتماد بلاغ"),
        .actReportRejected: Texts("Rejected a report", "رفض بلاغ"),
        .actReportRetracted: Texts("Retracted a report", "سحب بلاغ"),
        .actDisputed: Texts("Called an address a false positive", "عدّ عنوان إنذارًا كاذبًا"),
        .actDisputeWithdrawn: Texts("Withdrew a false-positive vote", "سحب تصويت بإنذار كاذب"),
        .actOverridden: Texts("Set a score by hand", "تجاوز يدوي لدرجة"),
        .actOverrideEnded: Texts("Ended a score set by hand", "إنهاء تجاوز يدوي"),
        .actAllowEntryAdded: Texts("Allowed an address", "إضافة عنوان إلى قائمة السماح"),
        .actAllowEntryRemoved: Texts("Ended an allowance", "إزالة عنوان من قائمة السماح"),
        .actAllowlistImported: Texts("Imported an allowlist", "استيراد قائمة سماح"),
        .actAllowlistRemoved: Texts("Removed an allowlist", "حذف قائمة سماح"),
        .actSourceOverruled: Texts("Set a source's worth by hand", "تقدير مصدر يدويًا"),
        .actLineageRuled: Texts("Decided on the lineage of two sources", "البتّ في منشأ مصدرين"),
        .actLineageRulingWithdrawn: Texts("Withdrew a decision on lineage", "سحب قرار بشأن المنشأ"),
    ]
}
