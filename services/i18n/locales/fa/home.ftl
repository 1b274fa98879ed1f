## The home page.

home-title = پروانه تاکسی، بدون رفت‌وآمد
home-lead = ببینید تاکسی‌ای که سوارش شده‌اید مال کیست و پروانه‌اش معتبر است یا نه.
home-search-label = جستجو در دفتر پروانه‌ها
home-search-example = شماره یا پلاک
home-tasks = کارهای پرکاربرد
home-task-register = جستجو در دفتر پروانه‌ها
home-task-register-hint = پروانه هر تاکسی، با سابقه آن
home-task-complaint = پیگیری شکایت
home-task-complaint-hint = با کد پیگیری، بدون ورود
home-task-sign-in = ورود
home-task-sign-in-hint = رانندگان و همکاران، با کد یک‌بارمصرف
home-task-apply = درخواست پروانه
home-task-desk = کارتابل من
home-task-desk-hint = پروانه‌ها، درخواست‌ها و فیش‌های شما
home-ride-title = سوار تاکسی هستید؟
home-ride-text = کد داخل تاکسی را با دوربین گوشی بخوانید. اگر دوربین ندارید، نوشته زیر کد را وارد کنید.
home-code-label = نوشته زیر کد
home-code-hint = حرف و عدد انگلیسی؛ فاصله و بزرگی حرف‌ها مهم نیست.
home-code-button = دیدن مشخصات تاکسی
home-valid-taxis = تاکسی با پروانه معتبر
home-error-code = کد ۱۶ حرف و رقم لاتین دارد و این یکی درست نیست. آن را با برچسب مقایسه کنید.
