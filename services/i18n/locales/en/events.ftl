## What events are called: event-<EventType>.

event-AccountOpened = Account opened
event-EmailAdded = E-mail address added
event-RoleGranted = Role granted
event-RoleRevoked = Role revoked
event-SignedIn = Signed in
event-SignInLocked = Sign-in locked
event-SignedOut = Signed out
event-TokenIssued = API token issued
event-VehicleRegistered = Vehicle registered
event-LegacyRecordImported = Legacy record imported
event-LicenceIssued = Licence issued
event-LicenceImported = Licence imported
event-LicenceSuspended = Licence suspended
event-SuspensionLifted = Suspension lifted
event-LicenceRevoked = Licence revoked
event-FleetCodeIssued = Fleet code issued
event-FleetCodeReissued = Fleet code reissued
event-FleetCodeVoided = Fleet code voided
event-RideRated = Ride rated
event-ComplaintLodged = Complaint lodged
event-RecordViewed = Record viewed
event-HistoryExported = History exported
event-HistoryReplayed = History replayed
