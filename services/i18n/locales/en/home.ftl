## The home page.

home-title = Taxi licences, without the trip
home-lead = See whose taxi you are in, and whether its licence is valid.
home-search-label = Search the public register
home-search-example = Number, plate
home-tasks = Common tasks
home-task-register = Search the public register
home-task-register-hint = Every taxi’s licence and its history
home-task-complaint = Follow a complaint
home-task-complaint-hint = With your tracking code, no sign-in
home-task-sign-in = Sign in
home-task-sign-in-hint = Drivers and staff, with a one-time code
home-task-apply = Apply for a permit
home-task-desk = My desk
home-task-desk-hint = Your licences, applications and invoices
home-ride-title = In a taxi now?
home-ride-text = Scan the code inside the taxi with your phone’s camera. If you have no camera, type the letters under the code.
home-code-label = Letters under the code
home-code-hint = Latin letters and digits; spaces and capitals do not matter.
home-code-button = Show this taxi
home-valid-taxis = Taxis with a valid licence
home-error-code = A code has 16 Latin letters and digits, and this one is not right. Compare it with the sticker.
