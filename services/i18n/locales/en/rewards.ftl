## Points for fares, and spending them.

rewards-nav = Points
rewards-title = Your points
rewards-active = Ready to spend
rewards-points = { $n ->
    [one] { $n } point
   *[other] { $n } points
}
rewards-worth = Worth { $amount } off
rewards-pending = Pending
rewards-spend = Spend them
rewards-voucher = { $amount } off a licence fee
rewards-voucher-hint = It is taken off your next invoice, once.
rewards-voucher-waits = { $amount } will be taken off your next invoice.
rewards-gift-hint = While there are any.
rewards-missing = { $n ->
    [one] You need { $n } point more.
   *[other] You need { $n } points more.
}
rewards-progress = Your points towards { $name }
rewards-do-spend = { $n ->
    [one] Spend { $n } point
   *[other] Spend { $n } points
}
rewards-redeemed = The points are spent
rewards-error-reward = Choose what to spend points on
rewards-movements = Points that came and went, the latest first
rewards-none = You have no points yet. Every fare that is paid by code earns some.
rewards-what = What
rewards-when = When
rewards-how-many = Points
rewards-state = State
rewards-earned = Fare by code
rewards-received = Waited for your number
rewards-voucher-got = Licence fee voucher
rewards-gift = Gift
rewards-expired = Points that expired
rewards-pending-until = From { $date }
rewards-is-active = Active
rewards-is-spent = Spent
rewards-is-expired = Expired
rewards-rules-label = Rules
rewards-rules = How are points earned?
rewards-rule-passenger = { $n ->
    [one] A passenger earns 1 point for every { $amount } of a fare, at most { $n } a day
   *[other] A passenger earns 1 point for every { $amount } of a fare, at most { $n } a day
}
rewards-rule-driver = { $n ->
    [one] A driver earns 1 point for every { $amount } of a fare, at most { $n } a day
   *[other] A driver earns 1 point for every { $amount } of a fare, at most { $n } a day
}
rewards-rule-days = Points become active after { $pending } days and last { $valid } days
rewards-collect = Gifts to collect
rewards-collect-hint = Say the code at the taxi organisation’s counter. Whoever says it gets the gift.
rewards-hand-over-code = Hand-over code:

## Gifts at the desk.

nav-desk-gifts = Gifts
gifts-title = Handing gifts over
gifts-code = Hand-over code
gifts-code-hint = The eight digits that the visitor says, such as 12345678
gifts-error-code = Enter the eight digits of the hand-over code
gifts-error-code-unknown = No gift has this code. Let the visitor read it out once more.
gifts-found = The gift of this code
gifts-gift = Gift
gifts-since = Got on
gifts-hand-over = Hand over
gifts-handed-over = Handed over on
gifts-handed-over-done = The gift is handed over
gifts-waiting = Waiting for their holders
gifts-none = No gift waits to be handed over.
gifts-count = { $n ->
    [one] { $n } gift, the oldest first
   *[other] { $n } gifts, the oldest first
}
