## The public register.

register-title = دفتر پروانه‌ها
register-lead = هر کس می‌تواند پروانه هر تاکسی و سابقه آن را ببیند.
register-search = چه چیزی را جستجو می‌کنید؟
register-search-hint = شماره پروانه یا خودرو، پلاک، سازنده یا نام شرکت
register-status = وضعیت پروانه
register-kind = نوع پروانه
register-results = پروانه‌های یافته‌شده
register-count = { $n ->
    [one] { $n } پروانه یافت شد
   *[other] { $n } پروانه یافت شد
}
register-none = پروانه‌ای با این مشخصات نیست
register-none-hint = کمتر بنویسید، یا فیلترها را بردارید. رقم فارسی و انگلیسی فرقی ندارد.
register-licence = پروانه
register-history = سابقه
register-history-none = چیزی ثبت نشده است.
register-rating = نظر مسافران
register-rating-mean = میانگین { $mean } از ۵، از { $n } رأی
warning-year = سال ساخت در منبع خوانا نیست
warning-status = وضعیت در منبع شناخته نشد
warning-duplicate = این شماره در منبع بیش از یک بار آمده است
warning-blank = در دفتر مبدأ خالی است
warning-implausible = مقدار دفتر مبدأ باورکردنی نیست:
warning-unknown = مقدار دفتر مبدأ شناخته نشد:
