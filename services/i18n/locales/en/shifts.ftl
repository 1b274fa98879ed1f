## Drivers at work, and the map of their cars.

shift-title = My shift
shift-lead = Begin the shift when you take the wheel, and end it when you stop working.
shift-start = Begin the shift
shift-started = The shift has begun.
shift-working = You are at work
shift-since = Since { $at }
shift-end = End the shift
shift-ended = The shift is over.
shift-consent = I agree that the organisation may know roughly where the car is during this shift
shift-consent-kept = Your choice is kept.
shift-consent-give = I agree
shift-consent-withdraw = I agree no longer
shift-place = Where the car is
shift-place-known = While this page is open, your phone sends the car’s rough place every minute.
shift-place-unknown = The car’s place is not sent.
shift-place-why = It serves to plan the city’s taxis. Only a cell of half a kilometre and the minute are kept, and erased after { $n } days. You may change your mind at any time.
shift-place-sent = The car’s place was sent.
shift-place-off = The phone does not tell where the car is. See the browser’s permission for places.
nav-map = Map
map-title = Taxis at work
map-lead = A cell is about half a kilometre and shows how many cars are in it. Only cars whose drivers agreed are seen. This look is recorded.
map-none = No car is seen now
map-label = Map of the city’s cells with the number of cars; north is up, and each car’s place is in the table below
map-count = { $n ->
    [one] One car
   *[other] { $n } cars
}
map-place = Rough place
map-seen = Last seen
map-json = The same for programs (MDS)
