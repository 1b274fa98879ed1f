## Signing in by a one-time code.

sign-in-title = ورود
sign-in-lead = یک کد یک‌بارمصرف برایتان می‌فرستیم. گذرواژه لازم نیست.
sign-in-contact = شماره همراه یا ایمیل
sign-in-contact-hint = شماره همراه خودتان، یا ایمیلی که در حساب شماست. رقم فارسی یا انگلیسی، هر دو درست است.
sign-in-send = فرستادن کد
sign-in-back = بازگشت به شماره همراه
sign-in-code-title = کد را بنویسید
sign-in-code-sent = مقصد کد:
sign-in-code-known = کد معمولاً تا یک دقیقه می‌رسد. به ایمیل فقط وقتی می‌رسد که در حسابی ثبت باشد.
sign-in-code = کد ۶ رقمی
sign-in-code-hint = رقم فارسی یا انگلیسی، هر دو درست است. می‌توانید کد را بچسبانید.
sign-in-enter = ورود
sign-in-resend = فرستادن دوباره کد
sign-in-secret-title = این کد را به هیچ‌کس نگویید
sign-in-secret-text = همکاران ما هرگز کد را تلفنی نمی‌پرسند.
sign-in-code-until = کد تا ساعت { $time } کار می‌کند.
sign-in-help-title = کد نرسید یا شماره‌ام عوض شده
sign-in-help-spam = صندوق پیام‌های ناشناس گوشی یا هرزنامه ایمیل را ببینید.
sign-in-help-office = اگر شماره‌تان عوض شده با کارت ملی به دفتر تاکسیرانی بیایید یا با ۱۳۷ تماس بگیرید.
sign-in-error-contact = شماره همراه یا ایمیل را کامل بنویسید، مثلاً ۰۹۱۲۱۲۳۴۵۶۷
sign-in-error-code = این کد درست نیست یا زمانش گذشته است. کد را دوباره بنویسید یا کد تازه بگیرید.
sign-in-error-locked = برای حفظ امنیت، ورود چند دقیقه بسته شد. کمی بعد دوباره تلاش کنید.
sign-in-error-too-many = چند کد پشت سر هم خواسته شد. کمی بعد دوباره تلاش کنید.
sign-in-done = وارد شدید.
sign-out-done = خارج شدید.
