## The history, for auditors.

history-title = تاریخچه رویدادها
history-watched = دیدن این صفحه هم با نام شما ثبت شد.
history-event-type = نوع رویداد
history-aggregate-type = نوع پرونده
history-aggregate-id = شناسه پرونده
history-aggregate = پرونده
history-actor = چه کسی
history-from = از
history-to = تا
history-from-hint = شماره رویداد یا تاریخ، مثلاً ۲۱ یا {"\u2066"}۱۴۰۵/۰۹/۰۲{"\u2069"} یا {"\u2066"}2026-11-23{"\u2069"}
history-none = رویدادی با این فیلترها نیست
history-none-hint = بازه را بزرگ‌تر کنید یا فیلترها را بردارید.
history-results = رویدادها
history-events = رویدادها
history-count = { $n ->
    [one] { $n } رویداد
   *[other] { $n } رویداد
}
history-export = خروجی JSON lines
history-export-hint = خروجی همان فیلترهای بالا را دارد و خودش یک رویداد است.
history-open-event = دیدن رویداد
history-event-number = رویداد { $n }
history-who-when = چه کسی، کی، با چه فرمانی
history-recorded-at = زمان ثبت
history-command = فرمان
history-policy = نسخه سیاست
history-no-policy = سیاستی در کار نبود
history-sequence = رویداد { $n } این پرونده
history-as-of-then = وضعیت در این لحظه
history-why = چرا این رویداد رخ داد؟
history-why-short = چرا؟
history-by-command = فرمان: { $name }
history-metadata = فراداده
history-payload = محتوای ذخیره‌شده
history-payload-hint = همان متنی که ذخیره شده است. داده‌های شخصی در آن مهر و موم است.
history-as-of = وضعیت در یک لحظه از گذشته
history-as-of-event = تا رویداد { $n } از { $of }:
history-as-of-date = یا تاریخ را بنویسید
history-as-of-date-hint = وضعیت در پایان آن روز
history-as-of-show = نمایش این لحظه
history-previous = رویداد قبلی
history-following = رویداد بعدی
history-state-then = پروانه در این لحظه
history-rebuilt = { $n ->
    [one] بازسازی‌شده از { $n } رویداد
   *[other] بازسازی‌شده از { $n } رویداد
}
history-not-yet = در این لحظه هنوز پروانه‌ای نبود.
history-changes = رویداد { $n } چه چیزی را عوض کرد؟
history-no-changes = چیزی از وضعیت پروانه عوض نشد.
history-property = ویژگی
history-before = پیش
history-after = پس
history-of-this = همه رویدادهای این پرونده
aggregate-account = حساب کاربری
aggregate-person = شخص
aggregate-vehicle = خودرو
aggregate-licence = پروانه
aggregate-fleet_code = کد خودرو
aggregate-rating = امتیاز
aggregate-complaint = شکایت
aggregate-access = دسترسی
aggregate-application = درخواست
aggregate-assignment = گماردن راننده
