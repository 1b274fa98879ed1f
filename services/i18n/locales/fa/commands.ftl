## What commands are called: command-<Name>.

command-OpenAccount = باز کردن حساب
command-AddEmail = افزودن نشانی ایمیل
command-GrantRole = دادن نقش
command-SignIn = ورود به سامانه
command-LockSignIn = بستن ورود
command-SignOut = خروج از سامانه
command-IssueToken = صدور توکن API
command-RegisterVehicle = ثبت خودرو
command-ImportLegacyRecord = وارد کردن سابقه قدیمی
command-ImportLicence = وارد کردن پروانه
command-IssueLicence = صدور پروانه
command-SuspendLicence = تعلیق پروانه
command-LiftSuspension = رفع تعلیق
command-RevokeLicence = لغو پروانه
command-IssueFleetCode = صدور کد خودرو
command-ReissueFleetCode = صدور دوباره کد خودرو
command-RateRide = امتیاز دادن به سفر
command-LodgeComplaint = ثبت شکایت
command-ViewRecord = دیدن پرونده
command-ViewHistory = دیدن تاریخچه
command-ExportHistory = خروجی گرفتن از رویدادها
command-ReplayHistory = بازپخش رویدادها
