//! Whoever has a lost phone in their hands does not stay signed in, even where the server went down
//! between the change of the number and the end of the sessions. Those since then are the new number's.

use super::Reactor;
use crate::ops::sessions;
use crate::{Context, Failure};
use domain::AnyEvent;
use domain::identity::account::AccountEvent;
use event_store::Recorded;

pub(super) struct SessionsOfAccounts;

#[async_trait::async_trait]
impl Reactor for SessionsOfAccounts {
    fn name(&self) -> &'static str {
        "sessions_of_accounts"
    }

    fn wants(&self, event_type: &str) -> bool {
        event_type == "MobileChanged"
    }

    async fn react(&self, ctx: &Context, recorded: &Recorded, event: &AnyEvent) -> Result<(), Failure> {
        if let AnyEvent::Account(AccountEvent::MobileChanged { .. }) = event {
            sessions::close_before(ctx.pool(), recorded.aggregate(), recorded.position).await?;
        }
        Ok(())
    }
}
