## The officers’ worklist and the case.

nav-worklist = Worklist
worklist-title = Your work
worklist-late = { $n ->
    [one] One case is overdue
   *[other] { $n } cases are overdue
}
worklist-late-hint = See to it first: every day of delay costs a driver income.
worklist-waiting = Waiting for an officer
worklist-none = No case waits for you
worklist-none-hint = New applications appear here.
worklist-count = { $n ->
    [one] One case
   *[other] { $n } cases, the soonest due first
}
worklist-with-applicants = Waiting for applicants
worklist-with-applicants-hint = The applicant is to answer or to pay
worklist-applicant = Applicant
worklist-kind = Application
worklist-licence-ends = Licence ends
worklist-no-licence = None
worklist-due = Our day
worklist-their-due = Their day
worklist-no-day = No day set
days-left = { $n ->
    [0] Today
    [one] { $n } day left
   *[other] { $n } days left
}
days-past = { $n ->
    [one] { $n } day overdue
   *[other] { $n } days overdue
}
case = Case
case-sections = Sections of the case
case-summary = Summary
case-answers = Answers
case-documents = Documents
case-history = What happened
case-own = This is your own application
case-own-hint = Nobody decides on an application of their own. A colleague will see to it.
case-national-id = National id
case-submitted-at = Sent
case-review-by = To be decided by
case-answer-by = Applicant’s last day to answer
case-asked = Asked of the applicant
case-fee = Fee
case-fee-due = To be paid by { $date }
case-reason = Reason of the decision
case-eligibility-hint = Checked when the application was sent
case-met = Met
case-not-answered = Not answered
case-consent-given = Agreed
case-consent-not-given = Not agreed
case-document-look = Look at { $name }
case-valid-until = Valid until { $date }.
case-lapsed = No longer valid.
case-no-valid-until = It has no last day.
case-uploaded = Sent { $at }
case-pending = Not looked at
case-accepted = Accepted
case-rejected = Rejected
case-accept = Accept
case-reject = Reject
case-reject-reason = Reason for rejecting it
case-note = Note to the applicant (optional)
case-ask = Ask the applicant
case-ask-days = { $n ->
    [one] The applicant has one day to answer and sees only what you ask for.
   *[other] The applicant has { $n } days to answer and sees only what you ask for.
}
case-ask-documents = Which documents are to be sent again?
case-ask-questions = Which questions are to be answered again?
case-ask-message = Message to the applicant
case-ask-message-hint = Say plainly what exactly to change.
case-decide = Decision
case-grant = Agree to the application
case-grant-hint = The fee is worked out by today’s tariff and billed. The permit is issued once it is paid.
case-documents-open = You can agree once every needed document is accepted.
case-refuse = Refuse the application
case-refuse-warning = Refusing cannot be undone. The applicant may apply again.
case-decision-reason = Reason
case-applicant = Applicant
case-document-accepted = The document is accepted.
case-document-rejected = The document is rejected.
case-asked-done = The applicant is asked.
case-granted-done = The application is agreed to.
case-refused-done = The application is refused.
case-error-reason-code = Choose the reason
case-error-documents = Tick at least one document or question
case-error-message = Write what the applicant is to change
case-stage-draft = Being written
case-stage-under-review = Under review
case-stage-information-requested = Waiting for an answer
case-stage-agreed = Agreed
case-stage-payment-due = Waiting for payment
case-stage-granted = Permit issued
case-stage-refused = Refused
case-stage-withdrawn = Withdrawn
case-stage-not-taken-up = Not taken up
case-kind-renewal = Renewal
case-kind-replacement = Other vehicle
case-kind-transfer = Transfer
case-kind-duplicate = Duplicate
