use crate::input::Faults;
use crate::ports::Address;
use crate::{Context, Failure};
use domain::identity::account::Channel;
use domain::kernel::Mobile;
use domain::kernel::text::canonical;
use uuid::Uuid;

/// Where a code is asked for, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInAddress(Address);

impl SignInAddress {
    /// A mobile number or an e-mail address; exactly one of the two.
    ///
    /// # Errors
    /// [`Failure::Invalid`], naming the field.
    pub fn parse(mobile: Option<&str>, email: Option<&str>) -> Result<Self, Failure> {
        let mobile = mobile.filter(|text| !text.trim().is_empty());
        let email = email.filter(|text| !text.trim().is_empty());
        let mut faults = Faults::default();
        let address = match (mobile, email) {
            (Some(mobile), None) => {
                faults.check("/mobile", "not-a-mobile", Mobile::parse(mobile)).map(|mobile| Address::Mobile(mobile.as_str().to_owned()))
            }
            (None, Some(email)) => faults.check("/email", "not-an-email", parse_email(email)).map(Address::Email),
            (None, None) => {
                faults.add("/mobile", "needed");
                None
            }
            (Some(_), Some(_)) => {
                faults.add("/email", "one-of-two");
                None
            }
        };
        faults.all(address).map(Self)
    }

    /// One field for both, as the page has it.
    ///
    /// # Errors
    /// [`Failure::Invalid`], naming the field.
    pub fn parse_either(text: &str) -> Result<Self, Failure> {
        if text.contains('@') { Self::parse(None, Some(text)) } else { Self::parse(Some(text), None) }
    }

    pub(super) fn address(&self) -> &Address {
        &self.0
    }

    pub(super) fn channel(&self) -> Channel {
        match self.0 {
            Address::Mobile(_) => Channel::Sms,
            Address::Email(_) => Channel::Email,
        }
    }

    pub(super) fn text(&self) -> &str {
        match &self.0 {
            Address::Mobile(text) | Address::Email(text) => text,
        }
    }

    /// The account that has this address.
    pub(super) async fn account(&self, ctx: &Context) -> Result<Option<Uuid>, Failure> {
        let scope = match self.0 {
            Address::Mobile(_) => "account.mobile",
            Address::Email(_) => "account.email",
        };
        Ok(ctx.store.holder(scope, self.text()).await?)
    }
}

/// An e-mail address, in lower case. What a mail server would refuse further on is its own affair.
pub(crate) fn parse_email(text: &str) -> Result<String, ()> {
    let text = canonical(text).to_lowercase();
    let (local, host) = text.split_once('@').ok_or(())?;
    let fine = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "._%+-".contains(c));
    if fine(local) && fine(host) && host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && text.len() <= 254 {
        Ok(text)
    } else {
        Err(())
    }
}
