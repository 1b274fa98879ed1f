## Inspections of vehicles, on the vehicle’s page.

inspections-title = معاینهٔ فنی
inspections-none = معاینه‌ای ثبت نشده است.
inspection-schedule = تعیین نوبت معاینه
inspection-on = روز معاینه
inspection-record = ثبت نتیجهٔ معاینه
inspection-result = نتیجه
inspection-defects = ایرادها، اگر مردود شد
inspection-scheduled = نوبت‌دار
inspection-passed = قبول
inspection-failed = مردود
inspection-no-show = مراجعه نکرد
inspection-scheduled-done = نوبت معاینه تعیین شد.
inspection-recorded-done = نتیجهٔ معاینه ثبت شد.
inspection-error-date = چنین روزی در تقویم نیست. روز، ماه و سال را انتخاب کنید.
inspection-error-on = امروز یا روزی پس از آن را انتخاب کنید.
inspection-error-vehicle-taken = این خودرو نوبت معاینه دارد. نخست نتیجهٔ همان را ثبت کنید.
inspection-error-result = نتیجه را انتخاب کنید.
inspection-error-defects = اگر مردود شد، دست‌کم یک ایراد را انتخاب کنید.
vehicle-threshold-on = خودرو در { $date } به مرز فرسودگی می‌رسد.
vehicle-past-threshold = گذشته از مرز فرسودگی
vehicle-worn-out = فرسوده؛ مردودی پیاپی در معاینه
