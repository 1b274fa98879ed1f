use crate::{Context, Failure};
use domain::kernel::event::derived_id;
use domain::notices::notice::{Notice, NoticeCommand, NoticeContent, Recipient};
use event_store::Envelope;

/// Who is told what.
pub(crate) struct Told {
    /// Whom it goes to.
    pub to: Recipient,
    /// What it says.
    pub content: NoticeContent,
}

/// Prepares a notice; it is sent by whoever looks after notices. The same command, the same notice.
pub(crate) async fn prepare(ctx: &Context, told: Told, envelope: Envelope) -> Result<(), Failure> {
    let notice_id = derived_id(envelope.command_id, "notice");
    let Told { to, content } = told;
    ctx.store.execute::<Notice>(notice_id, NoticeCommand::Prepare { to, content }, envelope).await?;
    Ok(())
}
