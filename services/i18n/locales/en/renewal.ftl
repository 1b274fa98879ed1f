## Renewing a permit: before it begins, and beside its application.

renewal-title = Renew the permit
renewal-lead = What we know and is still good is taken over. You check it and declare that it is true.
renewal-begin = Renew
renewal-cost = What it costs
renewal-permit = Permit
renewal-valid-until = Valid until
renewal-was-valid-until = Was valid until
renewal-new-until = Valid after the renewal until
renewal-from-payment = { $n ->
    [one] { $n } year from the day of payment
   *[other] { $n } years from the day of payment
}
renewal-kept = The renewal is under way: the permit stays valid until it is decided and paid.
renewal-late-text = The last valid day is past. The permit is not valid until you have paid, and the fee for late renewal is added.
renewal-opens = You can renew from { $date }.
renewal-closes = You can renew until { $date }.
renewal-under-way = The renewal of this permit is under way
renewal-too-late = The time for renewing is over
renewal-too-late-text = Apply for a new permit. Your details are known to us, and you need not type them again.
renewal-barred = This permit cannot be renewed
renewal-barred-other = You have another permit that has not ended. Renew that one.
renewal-apply-anew = Apply for a new permit
renewal-unseen = Nothing has changed: agreed to at once
renewal-step-renewed = The permit is renewed
apply-stage-renewed = Your permit is renewed
apply-carried = Taken over from your last application
apply-carried-until = Taken over from your last application; good until { $date }
licence-renewal-under-way = Renewal under way; valid until it is decided and paid
replacement-title = The car has grown old
replacement-text = It is past its threshold age or worn out. You can replace it; for a hybrid or electric car the fee is reduced.
replacement-begin = Replace the car
