## Complaints at the officer’s desk, and what drivers are asked about.

nav-desk-complaints = شکایت‌ها
complaints-title = شکایت‌های مسافران
complaints-late = { $n ->
    [one] یک شکایت از مهلت پاسخ گذشته است
   *[other] { $n } شکایت از مهلت پاسخ گذشته است
}
complaints-late-hint = نخست به همین‌ها پاسخ دهید؛ مسافر و راننده هر دو منتظرند.
complaints-waiting = منتظر رسیدگی
complaints-none = شکایتی منتظر رسیدگی نیست
complaints-none-hint = شکایت‌های تازه همین‌جا می‌آید.
complaints-count = { $n ->
    [one] یک شکایت
   *[other] { $n } شکایت، به ترتیب نزدیک‌ترین مهلت
}
complaints-resolved = رسیدگی‌شده
complaints-resolved-hint = تازه‌ترین‌ها بالاتر است
complaints-age = عمر شکایت
complaints-age-days = { $n ->
    [0] امروز
    [one] ۱ روز
   *[other] { $n } روز
}
complaints-answer-by = مهلت پاسخ
complaint-driver = راننده
complaint-driver-unknown = معلوم نیست چه کسی می‌راند؛ نه کد خودرو نشان می‌دهد و نه زمان سفر
complaint-occurred-at = زمان سفر
complaint-passenger-mobile = شماره مسافر
complaint-erased = این متن پاک شده است
complaint-own = این شکایت درباره رانندگی خود شماست
complaint-own-withheld = نوشته و شمارهٔ شاکی به شما نشان داده نمی‌شود.
complaint-own-hint = هیچ‌کس به شکایت از خودش رسیدگی نمی‌کند. همکاری دیگر آن را بررسی می‌کند.
complaint-hearing = توضیح راننده
complaint-told-driver = به راننده گفته‌ایم
complaint-driver-answer-by = مهلت راننده
complaint-driver-answer = پاسخ راننده
complaint-driver-silent = هنوز پاسخی نداده است
complaint-answers = آنچه برای مسافر نوشته‌ایم
complaint-answer = نوشتن برای مسافر
complaint-answer-text = متن پاسخ
complaint-answer-hint = مسافر آن را با کد پیگیری می‌بیند. از راننده نام و نشانی ننویسید.
complaint-answer-send = فرستادن پاسخ
complaint-ask = خواستن توضیح از راننده
complaint-ask-days = { $n ->
    [one] راننده یک روز فرصت پاسخ دارد و فقط متن زیر را می‌بیند.
   *[other] راننده { $n } روز فرصت پاسخ دارد و فقط متن زیر را می‌بیند.
}
complaint-ask-account = آنچه راننده می‌خواند
complaint-ask-hint = ماجرا را با زبان خودتان بنویسید و چیزی نگویید که نشان دهد شاکی کیست: نام، شماره، نشانی خانه.
complaint-resolve = رأی به شکایت
complaint-resolve-lead = مسافر نتیجه و دلیل آن را با کد پیگیری می‌بیند. رأی برگشت‌پذیر نیست.
complaint-resolve-waits = تا راننده توضیح نداده یا مهلتش نگذشته است نمی‌توان شکایت را وارد دانست. رأی برگشت‌پذیر نیست.
complaint-resolve-note = توضیح برای مسافر (اختیاری)
complaint-resolve-note-hint = از راننده نام و نشانی ننویسید.
complaint-outcome = نتیجه
complaint-outcome-upheld = شکایت وارد است
complaint-outcome-not-upheld = شکایت وارد نیست
complaint-outcome-referred = به مرجع دیگری ارجاع شد
complaint-outcome-withdrawn = مسافر منصرف شد
complaint-answered-done = پاسخ برای مسافر ثبت شد.
complaint-driver-asked-done = از راننده توضیح خواسته شد.
complaint-resolved-done = به شکایت رسیدگی شد.
complaint-case-error-text = بنویسید به مسافر چه می‌گویید
complaint-case-error-account = بنویسید راننده درباره چه چیزی توضیح بدهد
complaint-case-error-reason-code = نتیجه و دلیل آن را انتخاب کنید
put-title = شکایت‌هایی که دربارهٔ آن‌ها از شما توضیح خواسته‌اند
put-one = شکایت از سفر شما
put-lead = پیش از هر رأیی حرف شما شنیده می‌شود. نام و شماره شاکی به کسی داده نمی‌شود.
put-none = از شما توضیحی نخواسته‌اند
put-asked-at = زمان پرسش
put-answer-by = مهلت پاسخ شما
put-account = شکایت چیست؟
put-answer = پاسخ شما
put-answer-lead = بنویسید از دید شما چه گذشت. فقط یک بار می‌توانید پاسخ بدهید.
put-answer-text = توضیح شما
put-answer-hint = اگر مدرک یا شاهدی دارید همین‌جا بگویید.
put-answer-send = فرستادن پاسخ
put-answered = پاسخ شما ثبت شد. نتیجه را همین‌جا می‌بینید.
put-open = منتظر پاسخ شما
put-heard = پاسخ داده‌اید
put-late = مهلت گذشت
put-resolved = رسیدگی شد
put-error-text = بنویسید از دید شما چه گذشت
account-complaints = شکایت‌هایی که دربارهٔ آن‌ها از شما توضیح خواسته‌اند
account-complaints-open = { $n ->
    [0] همه را پاسخ داده‌اید.
    [one] یک شکایت منتظر پاسخ شماست.
   *[other] { $n } شکایت منتظر پاسخ شماست.
}
my-tell = از شما درباره شکایتی توضیح خواسته‌اند
my-tell-act = پاسخ دادن
