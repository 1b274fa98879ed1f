## The own account.

account-title = My account
account-name = Name
account-mobile = Mobile number
account-email = E-mail
account-no-email = None yet
account-email-add = Add an e-mail address
account-email-change = Change the e-mail address
account-email-why = Codes and notices may go there too. We send a code to the address first, to see whether it is yours.
account-email-new = E-mail address
account-email-hint = Such as name@example.ir
account-email-code-title = Enter the code from your e-mail
account-email-confirm = Confirm the address
account-back = Back to my account
account-email-added = The e-mail address is on your account.
account-error-email = Enter a full e-mail address, such as name@example.ir
account-error-email-taken = Another account has this address. Enter another one.
account-error-code = That code is wrong or has expired. Type it again or ask for a new one.
