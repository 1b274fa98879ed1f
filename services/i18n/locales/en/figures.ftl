## The city’s taxis in numbers, and open data.

figures-title = Taxis in figures
figures-until = As of { $date }
figures-fleet = Taxis with a valid licence
figures-fleet-hint = Today
figures-past = Past threshold age
figures-past-hint = By fuel and year of manufacture
figures-payments = Electronic payments
figures-ratings = Passengers’ ratings
figures-ratings-mean = { $mean } out of 5 on average
figures-ratings-few = A month’s ratings are published from { $n } on.
figures-chart = Chart: { $title }; the numbers are in the table below
figures-count = Count
figures-sum = Sum
figures-month = Month
figures-unknown = Unknown
figures-by-age = The fleet by age
figures-by-age-head = Age
figures-by-age-note = This Gregorian year less the year of manufacture.
figures-age-span = { $from } to { $to } years
figures-age-from = { $from } years and more
figures-by-fuel = The fleet by fuel
figures-by-fuel-head = Fuel
figures-by-fuel-note = The table tells how many of each fuel have reached their threshold age.
figures-permits = Permits by month
figures-issued = Issued
figures-renewed = Renewed
figures-payments-month = Electronic payments by month
figures-by-stars = Passengers’ ratings
figures-by-stars-head = Rating
figures-stars = { $n ->
    [one] { $n } star
   *[other] { $n } stars
}
figures-open-data = Open data
figures-open-data-lead = The same figures and the public register as CSV files in UTF-8. Use them freely, naming the organisation. Nobody’s name or number is in them.
figures-columns = Columns:
figures-catalogue = Catalogue of these data for programs (DCAT)
figures-name-register = Register of licences
figures-name-fleet = Fleet
figures-name-permits = Permits by month
figures-name-payments = Payments by month
figures-name-ratings = Ratings by month
figures-file-register = Every vehicle licence with its status today, one a row.
figures-file-fleet = Vehicles with a valid licence by permit kind, fuel, year of manufacture and age.
figures-file-permits = Permits issued and renewed in each Solar month, apart for vehicles, drivers and agencies.
figures-file-payments = Successful electronic payments in each Solar month, their number and their sum in Rial.
figures-file-ratings = Passengers’ ratings in each Solar month; only months that have ten or more.
