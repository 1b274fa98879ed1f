## Error pages and errors of every form.

error-status = Status { $status }
error-400-title = We could not understand that
error-400-text = The address may be incomplete or the page too old. Go back and try again.
error-403-title = You may not open this page
error-403-text = If you think that you should, ask your administrator.
error-404-title = Page not found
error-404-text = Check the address, or search the public register.
error-409-title = Something changed meanwhile
error-409-text = Somebody else has changed this record. Reload the page and decide again.
error-422-title = This form was already sent with other contents
error-422-text = The first one counts. To send another, open the form afresh.
error-429-title = Too many requests
error-429-text = Wait a little and try again.
error-500-title = Something went wrong on our side
error-500-text = Nothing was left half done. Try again in a little while.
error-503-title = The service is away for a moment
error-503-text = Try again shortly; nothing is lost.
error-retry-after = { $n ->
    [one] Try again in { $n } second.
   *[other] Try again in { $n } seconds.
}
error-home = Home page
error-form-expired = This page was too old. Send it again.
