## Questions of the city to passengers.

nav-polls = Polls
polls-title = What passengers were asked
polls-lead = The city asks passengers after a ride. Answers carry no name and no car.
polls-none = Nothing was asked yet
polls-json = The same results for programs (JSON)
polls-asked = Being asked
polls-over = Over
polls-ahead = Not begun
polls-never-asked = Never asked
polls-period = { $from } to { $to }
polls-answers = { $n ->
    [one] One answer
   *[other] { $n } answers
}
polls-share = { $n } answers, { $share }%
polls-chart = Bars of the answers; the count of each choice is written beside it
polls-by-day = Answers by day
polls-days-chart = Columns of the answers on each day; the numbers are in the table below
polls-day = Day
polls-too-few = Results are shown from { $n } answers on.
polls-desk-title = Polls
polls-open = New question
polls-open-lead = Passengers see the question after rating a ride, on the same page. It cannot be changed once it has begun.
polls-question-fa = Question in Persian
polls-question-en = Question in English
polls-choices = Choices
polls-choices-hint = Two to six, each in both languages, 40 characters at most. Empty lines do not count.
polls-choice-fa = Choice { $n } in Persian
polls-choice-en = Choice { $n } in English
polls-opens-on = First day
polls-opens-on-hint = From today where left empty
polls-closes-on = Last day
polls-close = Ask no longer
polls-opened = The question is kept.
polls-closed = Nobody is asked this any more.
polls-answered = Thank you, we have your answer.
polls-city-asks = The city asks
polls-answer = Send the answer
polls-privacy = Your answer has no name and does not tell which car you were in.
polls-error-choice = Choose one of the answers
polls-error-question-fa = Write the question in Persian, 160 characters at most
polls-error-question-en = Write the question in English too, 160 characters at most
polls-error-opens-on = There is no such day, or it is past
polls-error-closes-on = Give the last day, no sooner than the first one
chart-table = Table of this chart
