## Complaints at the officer’s desk, and what drivers are asked about.

nav-desk-complaints = Complaints
complaints-title = Passengers’ complaints
complaints-late = { $n ->
    [one] One complaint is overdue
   *[other] { $n } complaints are overdue
}
complaints-late-hint = Answer these first: passenger and driver are both waiting.
complaints-waiting = Waiting for a decision
complaints-none = No complaint waits for a decision
complaints-none-hint = New complaints appear here.
complaints-count = { $n ->
    [one] One complaint
   *[other] { $n } complaints, the soonest due first
}
complaints-resolved = Decided
complaints-resolved-hint = The latest first
complaints-age = Age
complaints-age-days = { $n ->
    [0] Today
    [one] { $n } day
   *[other] { $n } days
}
complaints-answer-by = Answer due
complaint-driver = Driver
complaint-driver-unknown = Nobody knows who drove: neither the code nor the time of the ride tells
complaint-occurred-at = Time of the ride
complaint-passenger-mobile = Passenger’s number
complaint-erased = This text was erased
complaint-own = This complaint is about your own driving
complaint-own-withheld = The passenger’s words and number are not shown to you.
complaint-own-hint = Nobody decides on a complaint about themselves. A colleague will see to it.
complaint-hearing = The driver’s account
complaint-told-driver = What the driver was told
complaint-driver-answer-by = Driver’s last day
complaint-driver-answer = Driver’s answer
complaint-driver-silent = No answer yet
complaint-answers = What we wrote to the passenger
complaint-answer = Write to the passenger
complaint-answer-text = Your answer
complaint-answer-hint = The passenger reads it by the tracking code. Give no name or address of the driver.
complaint-answer-send = Send the answer
complaint-ask = Ask the driver
complaint-ask-days = { $n ->
    [one] The driver has one day to answer and sees only the text below.
   *[other] The driver has { $n } days to answer and sees only the text below.
}
complaint-ask-account = What the driver reads
complaint-ask-hint = Tell it in your own words and leave out whatever tells who complains: name, number, home.
complaint-resolve = Decide on the complaint
complaint-resolve-lead = The passenger sees the outcome and its reason by the tracking code. It cannot be undone.
complaint-resolve-waits = The complaint cannot be upheld before the driver gave an account or the time for it ran out. A decision cannot be undone.
complaint-resolve-note = Note to the passenger (optional)
complaint-resolve-note-hint = Give no name or address of the driver.
complaint-outcome = Outcome
complaint-outcome-upheld = Upheld
complaint-outcome-not-upheld = Not upheld
complaint-outcome-referred = Referred elsewhere
complaint-outcome-withdrawn = Withdrawn by the passenger
complaint-answered-done = The answer to the passenger is kept.
complaint-driver-asked-done = The driver is asked.
complaint-resolved-done = The complaint is decided.
complaint-case-error-text = Write what to tell the passenger
complaint-case-error-account = Write what the driver is to explain
complaint-case-error-reason-code = Choose the outcome and its reason
put-title = Complaints that you are asked about
put-one = Complaint about your ride
put-lead = You are heard before anything is decided. Nobody is told who complained.
put-none = You are asked about no complaint
put-asked-at = Asked
put-answer-by = Your last day to answer
put-account = What is the complaint?
put-answer = Your answer
put-answer-lead = Write what happened as you saw it. You can answer once.
put-answer-text = Your account
put-answer-hint = If there is proof or a witness, say so here.
put-answer-send = Send the answer
put-answered = Your answer is kept. You will see the outcome here.
put-open = Waiting for your answer
put-heard = You answered
put-late = Time is over
put-resolved = Decided
put-error-text = Write what happened as you saw it
account-complaints = Complaints that you are asked about
account-complaints-open = { $n ->
    [0] You have answered all of them.
    [one] One complaint waits for your answer.
   *[other] { $n } complaints wait for your answer.
}
my-tell = You are asked about a complaint
my-tell-act = Answer
