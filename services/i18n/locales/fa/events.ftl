## What events are called: event-<EventType>.

event-AccountOpened = حساب باز شد
event-EmailAdded = ایمیل افزوده شد
event-RoleGranted = نقش داده شد
event-RoleRevoked = نقش گرفته شد
event-SignedIn = ورود به سامانه
event-SignInLocked = ورود بسته شد
event-SignedOut = خروج از سامانه
event-TokenIssued = توکن API صادر شد
event-VehicleRegistered = خودرو ثبت شد
event-LegacyRecordImported = سابقه قدیمی وارد شد
event-LicenceIssued = پروانه صادر شد
event-LicenceImported = پروانه از دفتر پیشین وارد شد
event-LicenceSuspended = پروانه معلق شد
event-SuspensionLifted = تعلیق برداشته شد
event-LicenceRevoked = پروانه لغو شد
event-FleetCodeIssued = کد خودرو صادر شد
event-FleetCodeReissued = کد خودرو دوباره صادر شد
event-FleetCodeVoided = کد خودرو باطل شد
event-RideRated = مسافر امتیاز داد
event-ComplaintLodged = شکایت ثبت شد
event-RecordViewed = پرونده دیده شد
event-HistoryExported = از رویدادها خروجی گرفته شد
event-HistoryReplayed = رویدادها بازپخش شد
