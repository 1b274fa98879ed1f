## The own account.

account-title = حساب من
account-name = نام
account-mobile = شماره همراه
account-email = ایمیل
account-no-email = هنوز ندارید
account-email-add = افزودن ایمیل
account-email-change = عوض کردن ایمیل
account-email-why = کدها و آگهی‌ها به این نشانی هم می‌رسند. اول یک کد به همین نشانی می‌فرستیم تا روشن شود از آن شماست.
account-email-new = نشانی ایمیل
account-email-hint = مانند name@example.ir
account-email-code-title = کدی را که به ایمیل‌تان رسید بنویسید
account-email-confirm = تأیید نشانی
account-back = بازگشت به حساب من
account-email-added = ایمیل به حساب شما افزوده شد.
account-error-email = نشانی ایمیل را کامل بنویسید، مانند name@example.ir
account-error-email-taken = این نشانی از آن حساب دیگری است. نشانی دیگری بنویسید.
account-error-code = این کد درست نیست یا زمانش گذشته است. کد را دوباره بنویسید یا کد تازه بگیرید.
