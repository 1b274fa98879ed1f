## The history, for auditors.

history-title = History of events
history-watched = That you opened this page was recorded too, with your name.
history-event-type = Event type
history-aggregate-type = Record type
history-aggregate-id = Record’s id
history-aggregate = Record
history-actor = Who
history-from = From
history-to = To
history-from-hint = A position or a date: 21, 1405/09/02 or 2026-11-23
history-none = No event matches
history-none-hint = Widen the range or clear the filters.
history-results = Events
history-events = Events
history-count = { $n ->
    [one] { $n } event
   *[other] { $n } events
}
history-export = Export as JSON lines
history-export-hint = The export uses the filters above, and is itself an event.
history-open-event = Open the event
history-event-number = Event { $n }
history-who-when = Who, when, by which command
history-recorded-at = Recorded at
history-command = Command
history-policy = Policy version
history-no-policy = No policy was involved
history-sequence = event { $n } of this record
history-as-of-then = State at this moment
history-why = Why did this happen?
history-why-short = Why?
history-by-command = Command: { $name }
history-metadata = Metadata
history-payload = Stored payload
history-payload-hint = The text as it is stored. Personal data in it is sealed.
history-as-of = State at a past moment
history-as-of-event = Up to event { $n } of { $of }:
history-as-of-date = Or enter a date
history-as-of-date-hint = The state at the end of that day, in the Solar calendar
history-as-of-show = Show this moment
history-previous = Previous event
history-following = Next event
history-state-then = The licence at this moment
history-rebuilt = { $n ->
    [one] Rebuilt from { $n } event
   *[other] Rebuilt from { $n } events
}
history-not-yet = There was no licence yet at this moment.
history-changes = What did event { $n } change?
history-no-changes = Nothing about the licence’s state.
history-property = Property
history-before = Before
history-after = After
history-of-this = All events of this record
aggregate-account = Account
aggregate-person = Person
aggregate-vehicle = Vehicle
aggregate-licence = Licence
aggregate-fleet_code = Fleet code
aggregate-rating = Rating
aggregate-complaint = Complaint
aggregate-access = Access
aggregate-application = Application
aggregate-assignment = Assignment
