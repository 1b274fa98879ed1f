## The officers’ worklist and the case.

nav-worklist = کارها
worklist-title = کارهای شما
worklist-late = { $n ->
    [one] یک پرونده از مهلت گذشته است
   *[other] { $n } پرونده از مهلت گذشته است
}
worklist-late-hint = نخست به آن رسیدگی کنید؛ هر روز دیرکرد درآمد راننده را کم می‌کند.
worklist-waiting = منتظر کارشناس
worklist-none = پرونده‌ای منتظر شما نیست
worklist-none-hint = درخواست‌های تازه همین‌جا می‌آید.
worklist-count = { $n ->
    [one] یک پرونده
   *[other] { $n } پرونده، به ترتیب نزدیک‌ترین مهلت
}
worklist-with-applicants = منتظر متقاضی
worklist-with-applicants-hint = پاسخ یا پرداخت این پرونده‌ها با متقاضی است
worklist-applicant = متقاضی
worklist-kind = درخواست
worklist-licence-ends = پایان پروانه
worklist-no-licence = ندارد
worklist-due = مهلت ما
worklist-their-due = مهلت متقاضی
worklist-no-day = مهلتی ندارد
days-left = { $n ->
    [0] امروز
    [one] ۱ روز مانده
   *[other] { $n } روز مانده
}
days-past = { $n ->
    [one] ۱ روز گذشته
   *[other] { $n } روز گذشته
}
case = پرونده
case-sections = بخش‌های پرونده
case-summary = خلاصه
case-answers = پاسخ‌ها
case-documents = مدارک
case-history = سیر پرونده
case-own = این درخواست خود شماست
case-own-hint = هیچ‌کس درباره درخواست خودش تصمیم نمی‌گیرد. همکاری دیگر به آن رسیدگی می‌کند.
case-national-id = کد ملی
case-submitted-at = زمان فرستادن
case-review-by = مهلت رسیدگی
case-answer-by = مهلت پاسخ متقاضی
case-asked = از متقاضی خواسته‌ایم
case-fee = هزینه
case-fee-due = مهلت پرداخت: { $date }
case-reason = دلیل تصمیم
case-eligibility-hint = هنگام فرستادن درخواست سنجیده شد
case-met = برقرار
case-not-answered = پاسخی داده نشده
case-consent-given = رضایت داده است
case-consent-not-given = رضایت نداده است
case-document-look = دیدن { $name }
case-valid-until = اعتبار تا { $date }.
case-lapsed = اعتبارش گذشته است.
case-no-valid-until = تاریخ پایان ندارد.
case-uploaded = فرستاده‌شده در { $at }
case-pending = بررسی نشده
case-accepted = پذیرفته
case-rejected = رد شده
case-accept = پذیرفتن
case-reject = رد کردن
case-reject-reason = دلیل رد مدرک
case-note = توضیح برای متقاضی (اختیاری)
case-ask = درخواست اصلاح از متقاضی
case-ask-days = { $n ->
    [one] متقاضی یک روز فرصت پاسخ دارد و فقط همین‌ها را می‌بیند.
   *[other] متقاضی { $n } روز فرصت پاسخ دارد و فقط همین‌ها را می‌بیند.
}
case-ask-documents = کدام مدارک دوباره فرستاده شود؟
case-ask-questions = کدام پرسش‌ها دوباره پاسخ داده شود؟
case-ask-message = پیام به متقاضی
case-ask-message-hint = ساده بنویسید که دقیقاً چه چیزی را عوض کند.
case-decide = تصمیم
case-grant = موافقت با درخواست
case-grant-hint = هزینه بر پایه تعرفه امروز حساب و صورت‌حساب فرستاده می‌شود. پروانه پس از پرداخت صادر می‌شود.
case-documents-open = موافقت وقتی ممکن می‌شود که همه مدارک لازم پذیرفته شده باشد.
case-refuse = رد درخواست
case-refuse-warning = رد درخواست برگشت‌پذیر نیست. متقاضی می‌تواند دوباره درخواست بدهد.
case-decision-reason = دلیل
case-applicant = متقاضی
case-document-accepted = مدرک پذیرفته شد.
case-document-rejected = مدرک رد شد.
case-asked-done = درخواست اصلاح برای متقاضی فرستاده شد.
case-granted-done = با درخواست موافقت شد.
case-refused-done = درخواست رد شد.
case-error-reason-code = دلیل را انتخاب کنید
case-error-documents = دست‌کم یک مدرک یا پرسش را انتخاب کنید
case-error-message = بنویسید متقاضی چه چیزی را عوض کند
case-stage-draft = نیمه‌کاره
case-stage-under-review = در دست بررسی
case-stage-information-requested = منتظر پاسخ متقاضی
case-stage-agreed = موافقت شد
case-stage-payment-due = منتظر پرداخت
case-stage-granted = پروانه صادر شد
case-stage-refused = رد شد
case-stage-withdrawn = پس گرفته شد
case-stage-not-taken-up = پیگیری نشد
case-kind-renewal = تمدید
case-kind-replacement = جایگزینی خودرو
case-kind-transfer = انتقال
case-kind-duplicate = المثنی
