## Words on the stickers in the cars and on their print sheets.

sticker-telephone = Telephone 137
sticker-iran = Iran
sticker-plate = Taxi plate
sticker-number = Vehicle number
sticker-licence = Licence number
sticker-generation = Generation
sticker-inside-brand = Parvaneh
sticker-inside-title = Scan with your phone
sticker-inside-text = See the vehicle, rate or complain
sticker-inside-place = Inside
sticker-outside-brand = Licensed taxi
sticker-outside-title = Scan before you get in
sticker-outside-text = See this vehicle’s permit and plate
sticker-outside-place = Outside
sticker-inside-line = Scan to check, rate or report
sticker-outside-line = Check this taxi’s permit before you ride
sheet-title = Sticker print sheet
sheet-file = File
sheet-page = Page
sheet-scale = This line must measure 50 mm; if not, print at 100%
sheet-index-title = Sticker print sheets
sheet-index-count = { $n ->
    [one] { $n } sticker
   *[other] { $n } stickers
}
sheet-index-private = Each code is the key to a vehicle’s page. Give this folder to nobody, and delete it after printing.
