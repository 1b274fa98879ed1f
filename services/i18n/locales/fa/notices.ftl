## Notices by mail and text message: notice-<template>-<part>, and why one did not go out.

notice-sender = سامانهٔ پروانه، سازمان تاکسیرانی
notice-no-reply = این پیام خودکار فرستاده شده است؛ به آن پاسخ ندهید.
notice-fact-kind = نوع پروانه
notice-fact-number = شماره
notice-fact-expires-on = پایان اعتبار
notice-fact-amount = مبلغ
notice-fact-due-on = مهلت پرداخت
notice-fact-answer-by = مهلت پاسخ
notice-fact-reason = دلیل

notice-licence-issued-name = صدور پروانه
notice-licence-issued-subject = پروانهٔ { $number } صادر شد
notice-licence-issued-lead = پروانهٔ شما صادر شد و از همین امروز اعتبار دارد.
notice-licence-issued-short = پروانهٔ شما به شمارهٔ { $number } صادر شد و تا { $expires-on } اعتبار دارد.
notice-licence-issued-action = دیدن پروانه

notice-licence-renewed-name = تمدید پروانه
notice-licence-renewed-subject = پروانهٔ { $number } تمدید شد
notice-licence-renewed-lead = پروانهٔ شما تمدید شد و تا { $expires-on } اعتبار دارد.
notice-licence-renewed-short = پروانهٔ شما به شمارهٔ { $number } تمدید شد و تا { $expires-on } اعتبار دارد.
notice-licence-renewed-action = دیدن پروانه

notice-renewal-due-name = یادآوری تمدید
notice-renewal-due-subject = زمان تمدید پروانهٔ { $number } رسیده است
notice-renewal-due-lead = پروانهٔ شما تا { $expires-on } اعتبار دارد. درخواست تمدید را پیش از پایان آن روز بفرستید تا کارتان قطع نشود.
notice-renewal-due-short = پروانهٔ شما به شمارهٔ { $number } تا { $expires-on } اعتبار دارد. برای تمدید:
notice-renewal-due-action = تمدید پروانه

notice-payment-due-name = پرداخت هزینه
notice-payment-due-subject = فیش { $number } آمادهٔ پرداخت است
notice-payment-due-lead = با درخواست شما موافقت شد. هزینهٔ آن را تا { $due-on } بپردازید؛ اگر پرداخت نشود درخواست بسته می‌شود.
notice-payment-due-short = فیش { $number } به مبلغ { $amount } صادر شد. مهلت پرداخت: { $due-on }.
notice-payment-due-action = دیدن فیش و پرداخت

notice-information-requested-name = اصلاح درخواست
notice-information-requested-subject = درخواست { $number } به پاسخ شما نیاز دارد
notice-information-requested-lead = کارشناس برای ادامهٔ بررسی چیزی از شما خواسته است. تا { $answer-by } پاسخ دهید؛ اگر پاسخی نرسد درخواست بسته می‌شود.
notice-information-requested-short = کارشناس برای درخواست { $number } چیزی از شما خواسته است. مهلت پاسخ: { $answer-by }.
notice-information-requested-action = دیدن و پاسخ دادن

notice-application-refused-name = رد درخواست
notice-application-refused-subject = نتیجهٔ درخواست { $number }
notice-application-refused-lead = با درخواست شما موافقت نشد. دلیل آن را در زیر می‌بینید و توضیح کارشناس در صفحهٔ درخواست است.
notice-application-refused-short = با درخواست { $number } موافقت نشد. دلیل: { $reason }.
notice-application-refused-action = دیدن درخواست

notice-mobile-changed-name = تغییر شماره
notice-mobile-changed-subject = شمارهٔ حساب شما تغییر کرد
notice-mobile-changed-lead = شمارهٔ موبایل حساب شما در باجهٔ سازمان تغییر کرد. اگر خودتان نخواسته‌اید، همین امروز به سازمان خبر دهید.
notice-mobile-changed-short = شمارهٔ حساب شما در باجهٔ سازمان تاکسیرانی تغییر کرد. اگر خودتان نخواسته‌اید، همین امروز خبر دهید.
notice-mobile-changed-action = سامانهٔ پروانه

notice-complaint-put-name = خواستن توضیح از راننده
notice-complaint-put-subject = دربارهٔ یک شکایت از شما توضیح خواسته شد
notice-complaint-put-lead = مسافری از یکی از سفرهای شما شکایت کرده است. پیش از رأی، حرف شما شنیده می‌شود: تا { $answer-by } پاسخ دهید. اگر پاسخی نرسد، بدون توضیح شما رسیدگی می‌شود.
notice-complaint-put-short = دربارهٔ یک شکایت از شما توضیح خواسته شد. مهلت پاسخ: { $answer-by }.
notice-complaint-put-action = دیدن و پاسخ دادن

notice-complaint-answered-name = پاسخ به شکایت
notice-complaint-answered-subject = به شکایت شما پاسخ داده شد
notice-complaint-answered-lead = سازمان به شکایت شما پاسخ داد. پاسخ را با کد پیگیری بخوانید.
notice-complaint-answered-short = به شکایت شما پاسخ داده شد. پاسخ را با کد پیگیری بخوانید.
notice-complaint-answered-action = پیگیری شکایت

notice-channel-sms = پیامک
notice-channel-email = ایمیل
notice-reason-no-mail-server = سرور ایمیل تنظیم نشده است: PARVANEH_SMTP_URL و PARVANEH_MAIL_FROM را تنظیم کنید
notice-reason-no-sms-provider = سامانهٔ پیامک تنظیم نشده است: PARVANEH_KAVENEGAR_API_KEY را تنظیم کنید
notice-reason-bad-address = به نشانی این حساب پیامی نمی‌رسد: نشانی تازه بگیرید
notice-reason-refused = گیرنده یا سرورش پیام را نپذیرفت: نشانی را با صاحب حساب بررسی کنید
notice-reason-not-allowed = سرویس‌دهنده اجازهٔ فرستادن نداد: رمز، خط فرستنده و اعتبار را بررسی کنید
notice-reason-busy = سرویس‌دهنده فعلاً پیامی نمی‌پذیرد
notice-reason-unreachable = سرویس‌دهنده در دسترس نبود
notice-reason-timed-out = سرویس‌دهنده به‌موقع پاسخ نداد
