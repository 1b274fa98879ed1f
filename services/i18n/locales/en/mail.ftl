## Messages that carry one-time codes.

mail-code-subject = Your Parvaneh sign-in code
mail-code-lead = Your code to sign in to Parvaneh:
mail-email-subject = Confirm your e-mail address at Parvaneh
mail-email-lead = Your code to put this e-mail address on your account at Parvaneh:
mail-mobile-subject = Confirm your number at Parvaneh
mail-mobile-lead = Your code to put this number in the place of your lost one at Parvaneh:
mail-account-subject = Confirm your number at Parvaneh
mail-account-lead = Your code to open an account for this number at Parvaneh:
mail-code-minutes = { $n ->
    [one] The code works for { $n } minute.
   *[other] The code works for { $n } minutes.
}
mail-code-secret = Tell it to nobody. Our staff never ask for it.
mail-counter-secret = Tell it only to the officer at the counter before you.
mail-code-ignore = If you did not ask for this code, ignore this message.
