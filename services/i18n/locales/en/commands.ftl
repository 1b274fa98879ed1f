## What commands are called: command-<Name>.

command-OpenAccount = Open an account
command-AddEmail = Add an e-mail address
command-GrantRole = Grant a role
command-SignIn = Sign in
command-LockSignIn = Lock sign-in
command-SignOut = Sign out
command-IssueToken = Issue an API token
command-RegisterVehicle = Register a vehicle
command-ImportLegacyRecord = Import a legacy record
command-ImportLicence = Import a licence
command-IssueLicence = Issue a licence
command-SuspendLicence = Suspend the licence
command-LiftSuspension = Lift the suspension
command-RevokeLicence = Revoke the licence
command-IssueFleetCode = Issue a fleet code
command-ReissueFleetCode = Reissue the fleet code
command-RateRide = Rate a ride
command-LodgeComplaint = Lodge a complaint
command-ViewRecord = View a record
command-ViewHistory = View the history
command-ExportHistory = Export the history
command-ReplayHistory = Replay the history
