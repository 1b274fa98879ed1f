## Messages that carry one-time codes.

mail-code-subject = کد ورود به پروانه
mail-code-lead = کد ورود شما به سامانه پروانه:
mail-email-subject = تأیید ایمیل شما در پروانه
mail-email-lead = کد شما برای افزودن این ایمیل به حسابتان در سامانه پروانه:
mail-mobile-subject = تأیید شمارهٔ شما در پروانه
mail-mobile-lead = کد شما برای آن‌که این شماره در سامانهٔ پروانه جای شمارهٔ گم‌شده را بگیرد:
mail-account-subject = تأیید شمارهٔ شما در پروانه
mail-account-lead = کد شما برای باز شدن حسابی با این شماره در سامانهٔ پروانه:
mail-code-minutes = { $n ->
    [one] این کد تا { $n } دقیقه کار می‌کند.
   *[other] این کد تا { $n } دقیقه کار می‌کند.
}
mail-code-secret = این کد را به هیچ‌کس نگویید. همکاران ما هرگز آن را نمی‌پرسند.
mail-counter-secret = این کد را فقط به کارشناس باجه‌ای بگویید که روبه‌روی شماست.
mail-code-ignore = اگر شما این کد را نخواسته‌اید، این پیام را نادیده بگیرید.
