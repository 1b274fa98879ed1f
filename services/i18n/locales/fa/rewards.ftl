## Points for fares, and spending them.

rewards-nav = امتیازها
rewards-title = امتیازهای شما
rewards-active = آماده خرج
rewards-points = { $n ->
    [one] { $n } امتیاز
   *[other] { $n } امتیاز
}
rewards-worth = برابر { $amount } تخفیف
rewards-pending = در انتظار
rewards-spend = خرج کردن
rewards-voucher = { $amount } از هزینه پروانه
rewards-voucher-hint = روی فیش بعدی کم می‌شود و یک‌بارمصرف است.
rewards-voucher-waits = { $amount } تخفیف دارید که از فیش بعدی شما کم می‌شود.
rewards-gift-hint = تا وقتی تمام نشده است.
rewards-missing = { $n ->
    [one] { $n } امتیاز دیگر لازم دارید.
   *[other] { $n } امتیاز دیگر لازم دارید.
}
rewards-progress = امتیاز شما تا { $name }
rewards-do-spend = { $n ->
    [one] خرج { $n } امتیاز
   *[other] خرج { $n } امتیاز
}
rewards-redeemed = امتیاز خرج شد
rewards-error-reward = یکی از گزینه‌های خرج کردن را انتخاب کنید
rewards-movements = گردش امتیاز، تازه‌ترین بالا
rewards-none = هنوز امتیازی نگرفته‌اید. با هر کرایه‌ای که با کد پرداخت شود امتیاز می‌گیرید.
rewards-what = شرح
rewards-when = زمان
rewards-how-many = امتیاز
rewards-state = وضعیت
rewards-earned = کرایه با کد
rewards-received = امتیازهایی که منتظر شماره شما بود
rewards-voucher-got = تخفیف هزینه پروانه
rewards-gift = هدیه
rewards-expired = امتیازهای پایان‌یافته
rewards-pending-until = از { $date }
rewards-is-active = فعال
rewards-is-spent = خرج شد
rewards-is-expired = پایان‌یافته
rewards-rules-label = قاعده‌ها
rewards-rules = چطور امتیاز جمع می‌شود؟
rewards-rule-passenger = { $n ->
    [one] مسافر برای هر { $amount } کرایه ۱ امتیاز می‌گیرد، تا { $n } امتیاز در روز
   *[other] مسافر برای هر { $amount } کرایه ۱ امتیاز می‌گیرد، تا { $n } امتیاز در روز
}
rewards-rule-driver = { $n ->
    [one] راننده برای هر { $amount } کرایه ۱ امتیاز می‌گیرد، تا { $n } امتیاز در روز
   *[other] راننده برای هر { $amount } کرایه ۱ امتیاز می‌گیرد، تا { $n } امتیاز در روز
}
rewards-rule-days = امتیاز پس از { $pending } روز فعال می‌شود و { $valid } روز می‌ماند
