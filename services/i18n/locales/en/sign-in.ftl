## Signing in by a one-time code.

sign-in-title = Sign in
sign-in-lead = We send you a one-time code. You need no password.
sign-in-contact = Mobile number or e-mail
sign-in-contact-hint = Your own mobile number, or an e-mail address that is on your account. Persian and Latin digits both work.
sign-in-send = Send the code
sign-in-back = Back to mobile number
sign-in-code-title = Enter the code
sign-in-code-sent = Code for:
sign-in-code-known = A code usually arrives within a minute. To an e-mail address it comes only where an account has it.
sign-in-code = Six-digit code
sign-in-code-hint = Persian and Latin digits both work. You can paste the code.
sign-in-enter = Sign in
sign-in-resend = Send the code again
sign-in-secret-title = Tell nobody this code
sign-in-secret-text = Our staff never ask for it by phone.
sign-in-code-until = The code works until { $time }.
sign-in-help-title = No code came, or my number has changed
sign-in-help-spam = Look among messages from unknown senders, or in your spam folder.
sign-in-help-office = If your number has changed, come to the office with your identity card or call 137.
sign-in-error-contact = Enter a full mobile number or e-mail address, such as 09121234567
sign-in-error-code = That code is wrong or has expired. Type it again or ask for a new one.
sign-in-error-locked = For your safety, signing in is closed for a few minutes. Try again later.
sign-in-error-too-many = Too many codes were asked for. Try again in a little while.
sign-in-done = You are signed in.
sign-out-done = You are signed out.
