## The public register.

register-title = Public register
register-lead = Anyone can see the licence of any taxi, and its history.
register-search = What are you looking for?
register-search-hint = Licence or vehicle number, plate, make or company
register-status = Licence status
register-kind = Permit kind
register-results = Licences found
register-count = { $n ->
    [one] { $n } licence found
   *[other] { $n } licences found
}
register-none = No licence matches
register-none-hint = Type less, or clear the filters. Persian and Latin digits are the same.
register-licence = Licence
register-history = History
register-history-none = Nothing is recorded.
register-rating = What passengers say
register-rating-mean = { $mean } out of 5 on average, from { $n } ratings
warning-year = The year of manufacture is unreadable in the source
warning-status = The source’s status was not recognised
warning-duplicate = The source has this number more than once
warning-blank = blank in the source
warning-implausible = the source’s value is not plausible:
warning-unknown = the source’s value is not known here:
