## Inspections of vehicles, on the vehicle’s page.

inspections-title = Inspections
inspections-none = No inspection is known.
inspection-schedule = Appoint an inspection
inspection-on = Day of the inspection
inspection-record = Tell how it went
inspection-result = Result
inspection-defects = What is wrong, where it failed
inspection-scheduled = Appointed
inspection-passed = Passed
inspection-failed = Failed
inspection-no-show = Did not come
inspection-scheduled-done = The inspection is appointed.
inspection-recorded-done = The result is recorded.
inspection-error-date = This is no day of the calendar. Choose day, month and year.
inspection-error-on = Choose today or a later day.
inspection-error-vehicle-taken = This vehicle has an appointment. Tell first how that one went.
inspection-error-result = Choose how it went.
inspection-error-defects = Tick at least one defect where it failed.
vehicle-threshold-on = The vehicle reaches its threshold age on { $date }.
vehicle-past-threshold = Past its threshold age
vehicle-worn-out = Worn out: failed inspections in a row
