## The demo’s mailbox and the list of the API.

mailbox-title = صندوق پیام‌های نمایشی
mailbox-lead = در نسخه نمایشی پیامک و ایمیلی فرستاده نمی‌شود؛ آخرین پیام‌ها اینجا هستند.
mailbox-none = هنوز پیامی نیست
mailbox-none-hint = برای گرفتن کد، از صفحه ورود شروع کنید.
mailbox-to = به
api-title = راهنمای API
api-lead = همه کارهای این سامانه با JSON هم شدنی است. توضیح کامل در فایل OpenAPI است.
api-operations = عملیات
api-call = نشانی
api-summary = کار
api-who = چه کسی
api-conventions = قراردادها
api-convention-key = هر نوشتن سربرگ Idempotency-Key می‌پذیرد؛ فرستادن دوباره همان پاسخ را می‌گیرد.
api-convention-position = پاسخ هر نوشتن سربرگ Parvaneh-Position دارد؛ خواندن با همان سربرگ تا آن نقطه صبر می‌کند.
api-convention-errors = خطاها application/problem+json هستند، به زبان Accept-Language.
api-convention-units = مبلغ‌ها ریال، زمان‌ها UTC و تاریخ‌ها ISO هستند، با تاریخ خورشیدی در کنارشان.
api-anyone = همه
api-signed-in = هر که وارد شده باشد
offline-title = اینترنت نیست
offline-text = گوشی به شبکه وصل نیست یا سامانه پاسخ نمی‌دهد. وصل که شدید صفحه را دوباره باز کنید؛ چیزی از دست نرفته است.
offline-kept = دیدن پروانه‌ای که در این گوشی مانده است
