## Renewing a permit: before it begins, and beside its application.

renewal-title = تمدید پروانه
renewal-lead = هرچه از شما داریم و هنوز معتبر است خودبه‌خود آمده است. مرور کنید و درستی آن را اعلام کنید.
renewal-begin = تمدید
renewal-cost = هزینهٔ تمدید
renewal-permit = پروانه
renewal-valid-until = اعتبار کنونی تا
renewal-new-until = اعتبار پس از تمدید تا
renewal-from-payment = { $n } سال از روز پرداخت
renewal-kept = تمدید در جریان است؛ پروانه تا تصمیم و پرداخت معتبر می‌ماند.
renewal-late-text = اعتبار پروانه گذشته است. تا پرداخت هزینه، پروانه معتبر نیست و جریمهٔ دیرکرد افزوده می‌شود.
renewal-opens = از { $date } می‌توانید تمدید کنید.
renewal-closes = تا { $date } می‌توانید تمدید کنید.
renewal-under-way = تمدید این پروانه در جریان است
renewal-too-late = مهلت تمدید گذشته است
renewal-too-late-text = درخواست پروانهٔ تازه بدهید. مشخصات شما نزد ماست و دوباره پرسیده نمی‌شود.
renewal-apply-anew = درخواست پروانهٔ تازه
renewal-unseen = بدون تغییر؛ بی‌درنگ موافقت می‌شود
renewal-step-renewed = تمدید پروانه
apply-stage-renewed = پروانهٔ شما تمدید شد
apply-carried = از درخواست پیشین شما آمده است
apply-carried-until = از درخواست پیشین شما آمده است؛ تا { $date } معتبر است
licence-renewal-under-way = تمدید در جریان است؛ تا تصمیم و پرداخت معتبر می‌ماند
replacement-title = خودرو فرسوده است
replacement-text = خودرو از مرز فرسودگی گذشته یا فرسوده شناخته شده است. می‌توانید آن را جایگزین کنید؛ هزینه برای خودروی هیبریدی یا برقی تخفیف دارد.
replacement-begin = جایگزینی خودرو
