use crate::{Context, Failure};
use domain::kernel::Pii;
use domain::kernel::event::derived_id;
use domain::notices::notice::{Notice, NoticeCommand, NoticeContent};
use event_store::Envelope;
use uuid::Uuid;

/// Who is told what.
pub(crate) struct Told {
    /// Whose account it goes to.
    pub account_id: Uuid,
    /// What it says.
    pub content: NoticeContent,
    /// The number that it goes to, where that is not the account's own.
    pub mobile: Option<Pii>,
}

/// Prepares a notice; it is sent by whoever looks after notices. The same command, the same notice.
pub(crate) async fn prepare(ctx: &Context, told: Told, envelope: Envelope) -> Result<(), Failure> {
    let notice_id = derived_id(envelope.command_id, "notice");
    let Told { account_id, content, mobile } = told;
    ctx.store.execute::<Notice>(notice_id, NoticeCommand::Prepare { account_id, content, mobile }, envelope).await?;
    Ok(())
}
