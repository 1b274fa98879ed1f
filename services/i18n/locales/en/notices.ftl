## Notices by mail and text message: notice-<template>-<part>, and why one did not go out.

notice-sender = Parvaneh, the taxi organisation
notice-no-reply = This message was sent automatically; please do not answer it.
notice-fact-kind = Kind of licence
notice-fact-number = Number
notice-fact-expires-on = Last valid day
notice-fact-amount = Amount
notice-fact-due-on = To be paid by
notice-fact-answer-by = To be answered by
notice-fact-reason = Reason

notice-licence-issued-name = licence issued
notice-licence-issued-subject = Licence { $number } is issued
notice-licence-issued-lead = Your licence is issued and valid from today.
notice-licence-issued-short = Your licence { $number } is issued and valid until { $expires-on }.
notice-licence-issued-action = See the licence

notice-licence-renewed-name = licence renewed
notice-licence-renewed-subject = Licence { $number } is renewed
notice-licence-renewed-lead = Your licence is renewed and valid until { $expires-on }.
notice-licence-renewed-short = Your licence { $number } is renewed and valid until { $expires-on }.
notice-licence-renewed-action = See the licence

notice-renewal-due-name = reminder to renew
notice-renewal-due-subject = It is time to renew licence { $number }
notice-renewal-due-lead = Your licence is valid until { $expires-on }. Send the renewal before that day is over, and nothing interrupts your work.
notice-renewal-due-short = Your licence { $number } is valid until { $expires-on }. To renew it:
notice-renewal-due-action = Renew the licence

notice-payment-due-name = payment due
notice-payment-due-subject = Invoice { $number } can be paid
notice-payment-due-lead = Your application was agreed to. Pay its fees by { $due-on }; if they are not paid the application is closed.
notice-payment-due-short = Invoice { $number } over { $amount } is issued. To be paid by { $due-on }.
notice-payment-due-action = See the invoice and pay

notice-information-requested-name = information requested
notice-information-requested-subject = Application { $number } needs your answer
notice-information-requested-lead = An officer asks you for something before the review can go on. Answer by { $answer-by }; without an answer the application is closed.
notice-information-requested-short = An officer asks you for something about application { $number }. To be answered by { $answer-by }.
notice-information-requested-action = See it and answer

notice-application-refused-name = application refused
notice-application-refused-subject = The outcome of application { $number }
notice-application-refused-lead = Your application was not agreed to. The reason stands below, and what the officer wrote on the application’s page.
notice-application-refused-short = Application { $number } was not agreed to. Reason: { $reason }.
notice-application-refused-action = See the application

notice-mobile-changed-name = number changed
notice-mobile-changed-subject = The number of your account was changed
notice-mobile-changed-lead = The mobile number of your account was changed at the organisation’s counter. If that was not you, tell the organisation today.
notice-mobile-changed-short = The number of your account was changed at the taxi organisation’s counter. If that was not you, tell us today.
notice-mobile-changed-action = Parvaneh

notice-complaint-put-name = complaint put to the driver
notice-complaint-put-subject = You are asked about a complaint
notice-complaint-put-lead = A passenger complained about a ride of yours. You are heard before anything is decided: answer by { $answer-by }. Without an answer it is decided without your word.
notice-complaint-put-short = You are asked about a complaint. To be answered by { $answer-by }.
notice-complaint-put-action = See it and answer

notice-complaint-answered-name = answer to a complaint
notice-complaint-answered-subject = There is an answer to your complaint
notice-complaint-answered-lead = The organisation wrote to you about your complaint. Read it with your tracking code.
notice-complaint-answered-short = There is an answer to your complaint. Read it with your tracking code.
notice-complaint-answered-action = Follow the complaint

notice-channel-sms = text message
notice-channel-email = e-mail
notice-reason-no-mail-server = no mail server is set: set PARVANEH_SMTP_URL and PARVANEH_MAIL_FROM
notice-reason-no-sms-provider = no SMS provider is set: set PARVANEH_KAVENEGAR_API_KEY
notice-reason-bad-address = no message reaches this account’s address: get a new one
notice-reason-refused = the recipient or their server did not take it: check the address with the account’s holder
notice-reason-not-allowed = the provider does not let us send: check password, sender and credit
notice-reason-busy = the provider takes nothing for now
notice-reason-unreachable = the provider could not be reached
notice-reason-timed-out = the provider did not answer in time
