## The demo’s mailbox and the list of the API.

mailbox-title = Demo mailbox
mailbox-lead = The demo sends no text messages or mail; the last ones are here.
mailbox-none = No messages yet
mailbox-none-hint = To get a code, begin at the sign-in page.
mailbox-to = To
api-title = API documentation
api-lead = Everything here can be done with JSON as well. The OpenAPI file has it in full.
api-operations = Operations
api-call = Call
api-summary = What it does
api-who = Who
api-conventions = Conventions
api-convention-key = Every write takes an Idempotency-Key header; sending it again gives the same answer.
api-convention-position = Every write answers with Parvaneh-Position; a read with that header waits for it.
api-convention-errors = Errors are application/problem+json, in the language of Accept-Language.
api-convention-units = Amounts are Rial, times UTC and dates ISO, with the Solar date beside them.
api-anyone = anyone
api-signed-in = anyone signed in
offline-title = There is no network
offline-text = The phone is not connected, or the service does not answer. Open the page again once you are connected; nothing is lost.
offline-kept = See the licence that this phone has kept
