## Questions of the city to passengers.

nav-polls = نظرسنجی
polls-title = نظرسنجی از مسافران
polls-lead = شهر پس از سفر از مسافران می‌پرسد. پاسخ‌ها نام و خودرو ندارد.
polls-none = هنوز چیزی پرسیده نشده است
polls-json = همین نتیجه‌ها برای برنامه‌ها (JSON)
polls-asked = در حال پرسش
polls-over = پایان یافت
polls-ahead = هنوز آغاز نشده
polls-never-asked = پرسیده نشد
polls-period = از { $from } تا { $to }
polls-answers = { $n ->
    [one] یک پاسخ
   *[other] { $n } پاسخ
}
polls-share = { $n } پاسخ، { $share }٪
polls-chart = نمودار پاسخ‌ها؛ شمار هر گزینه کنار آن نوشته شده است
polls-by-day = پاسخ‌های هر روز
polls-days-chart = نمودار شمار پاسخ‌های هر روز؛ عددها در جدول زیر آمده است
polls-day = روز
polls-too-few = نتیجه پس از { $n } پاسخ نشان داده می‌شود.
polls-desk-title = نظرسنجی‌ها
polls-open = پرسش تازه
polls-open-lead = پرسش پس از امتیاز دادن، در همان صفحه به مسافر نشان داده می‌شود. پس از آغاز نمی‌توان آن را عوض کرد.
polls-question-fa = پرسش به فارسی
polls-question-en = پرسش به انگلیسی
polls-choices = گزینه‌ها
polls-choices-hint = دو تا شش گزینه، هر کدام به دو زبان و حداکثر ۴۰ نویسه. سطرهای خالی به حساب نمی‌آید.
polls-choice-fa = گزینه { $n } به فارسی
polls-choice-en = گزینه { $n } به انگلیسی
polls-opens-on = نخستین روز
polls-opens-on-hint = اگر خالی بماند از امروز
polls-closes-on = آخرین روز
polls-close = پایان دادن به پرسش
polls-opened = پرسش ثبت شد.
polls-closed = این پرسش دیگر از کسی پرسیده نمی‌شود.
polls-answered = سپاسگزاریم، پاسخ شما رسید.
polls-city-asks = شهر می‌پرسد
polls-answer = فرستادن پاسخ
polls-privacy = پاسخ شما نه نام دارد و نه نشان می‌دهد در کدام خودرو بوده‌اید.
polls-error-choice = یکی از گزینه‌ها را انتخاب کنید
polls-error-question-fa = پرسش را به فارسی بنویسید، حداکثر ۱۶۰ نویسه
polls-error-question-en = پرسش را به انگلیسی هم بنویسید، حداکثر ۱۶۰ نویسه
polls-error-opens-on = این روز در تقویم نیست یا گذشته است
polls-error-closes-on = آخرین روز را بنویسید؛ پیش از نخستین روز نباشد
chart-table = جدول این نمودار
