use super::AccessEvent;

/// What somebody is about to look at, export or replay. Recorded before it is shown: where the
/// record cannot be made, nothing is shown.
#[derive(Debug, Clone)]
pub struct AccessCommand(pub AccessEvent);
