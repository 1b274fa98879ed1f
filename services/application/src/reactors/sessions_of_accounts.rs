//! Whoever has a lost phone in their hands does not stay signed in.

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
            sessions::close_all_of(ctx.pool(), recorded.aggregate()).await?;
        }
        Ok(())
    }
}
