## Words on the stickers in the cars and on their print sheets.

sticker-telephone = تلفن ۱۳۷
sticker-iran = ایران
sticker-plate = پلاک تاکسی
sticker-number = شماره خودرو
sticker-licence = شماره پروانه
sticker-generation = نسل
sticker-inside-brand = پروانه
sticker-inside-title = با دوربین گوشی بخوانید
sticker-inside-text = مشخصات خودرو، امتیاز و شکایت
sticker-inside-place = داخل
sticker-outside-brand = تاکسی پروانه‌دار
sticker-outside-title = پیش از سوار شدن بخوانید
sticker-outside-text = پروانه و پلاک این خودرو را ببینید
sticker-outside-place = بیرون
sticker-inside-line = برای دیدن مشخصات، امتیاز یا شکایت بخوانید
sticker-outside-line = پیش از سوار شدن، پروانه این تاکسی را ببینید
sheet-title = برگ چاپ برچسب
sheet-file = پرونده
sheet-page = صفحه
sheet-scale = این خط باید ۵۰ میلی‌متر باشد؛ اگر نبود، با اندازه ۱۰۰٪ چاپ کنید
sheet-index-title = برگ‌های چاپ برچسب
sheet-index-count = { $n ->
    [one] { $n } برچسب
   *[other] { $n } برچسب
}
sheet-index-private = هر کد، کلید صفحه یک خودرو است. این پوشه را به کسی ندهید و پس از چاپ پاک کنید.
