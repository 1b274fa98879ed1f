//! What the application asks of the outside.

mod clock;
mod gateway;
mod messages;

pub use clock::{Clock, SetClock, SystemClock};
pub use gateway::{Doubt, Gateway, GatewayFault, Gateways, Inquiry, Session, SessionRequest, Unverified, Verification};
pub use messages::{
    Address, CodeMessage, CodePurpose, Messenger, NotSent, NoticeFact, NoticeMessage, Sent, SentMessage, SentMessages,
};
