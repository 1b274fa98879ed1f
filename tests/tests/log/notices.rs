//! Notices as they arrive and as they do not, for the story that stock readers read.

use crate::support::{Log, noon};
use domain::identity::account::Channel;
use domain::kernel::Pii;
use domain::notices::notice::{FailedAttempt, Notice, NoticeCommand, NoticeContent, Recipient};
use uuid::Uuid;

const ACCOUNT: Uuid = Uuid::from_u128(1);

fn prepare() -> NoticeCommand {
    let content = NoticeContent::InformationRequested {
        application_id: Uuid::new_v4(),
        number: "Q-1405-000001".to_owned(),
        permit_kind: "taxi_driver".to_owned(),
        answer_by: noon().date_naive(),
    };
    NoticeCommand::Prepare { to: Recipient::Account(ACCOUNT), content }
}

fn fail(is_final: bool) -> NoticeCommand {
    NoticeCommand::RecordFailure(FailedAttempt {
        channel: Channel::Sms,
        reason: "busy".to_owned(),
        is_final,
        at: noon(),
        retry_minutes: vec![1],
        policy_version: "1405-01".to_owned(),
    })
}

impl Log {
    /// One that goes out at the second attempt, and one that never does.
    pub async fn tell_of_notices(&self) {
        let deliver = NoticeCommand::RecordDelivery { channel: Channel::Sms, address: Pii::clear(ACCOUNT, "09120000001"), reference: None };
        self.tell::<Notice>(vec![prepare(), fail(false), deliver]).await;
        self.tell::<Notice>(vec![prepare(), fail(true)]).await;
    }
}
