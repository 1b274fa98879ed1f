use super::receipt_token;
use crate::input::Faults;
use crate::payments::{StartInput, never_opened, open, refused};
use crate::scan::{Verdict, look};
use crate::{Actor, CommandKey, Context, Failure, FieldError};
use domain::kernel::event::derived_id;
use domain::kernel::{Mobile, Pii, Refusal as _, Rial};
use domain::payments::fare::Fare;
use domain::payments::payment::{CreatePayment, Payment, PaymentCommand, PaymentPurpose};
use uuid::Uuid;

/// A fare, checked.
#[derive(Debug, Clone)]
pub struct FareInput {
    fare: Fare,
    mobile: Option<Mobile>,
    gateway: StartInput,
}

impl FareInput {
    /// Checks amount and tip, in Rial, against policy, the mobile number, and the gateway's word; the
    /// city's first where it is left out.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every fault; [`Failure::Refused`] where the city has no gateway.
    pub fn parse(ctx: &Context, amount: Option<i64>, tip: Option<i64>, mobile: &str, gateway: &str) -> Result<Self, Failure> {
        let mut faults = Faults::default();
        let fare = match amount {
            None => {
                faults.add("/amount", "needed");
                None
            }
            Some(amount) => {
                let amount = faults.check("/amount", "not-an-amount", Rial::new(amount));
                let tip = faults.check("/tip", "not-an-amount", Rial::new(tip.unwrap_or(0)));
                amount.zip(tip).and_then(|(amount, tip)| {
                    let agreed = Fare::agree(&ctx.policy_now().fares, amount, tip);
                    agreed.map_err(|refusal| faults.note(FieldError::new(refusal.pointer().unwrap_or_default(), refusal.code()))).ok()
                })
            }
        };
        let mobile = match mobile.trim() {
            "" => None,
            typed => faults.check("/mobile", "not-a-mobile", Mobile::parse(typed)),
        };
        let fare = faults.all(fare)?;
        Ok(Self { fare, mobile, gateway: StartInput::parse(ctx, gateway)? })
    }
}

/// A fare that can be paid at the gateway.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartedFare {
    /// The payment.
    pub payment_id: Uuid,
    /// The gateway's page where the passenger pays.
    pub redirect_url: String,
    /// By which whoever pays reads the receipt.
    pub receipt: String,
    /// The log position that it reached.
    pub position: i64,
}

/// Begins to pay the fare of a ride in the car with this code, with or without an account. Whose car
/// it is and who drives it is kept as it is now; a repeat under the same key goes on where the first
/// stopped and gives the same answer.
///
/// # Errors
/// As [`look`]; [`Failure::Refused`] where the code was replaced, the car may not serve, it is not
/// known who drives, or the gateway takes none; [`Failure::Unavailable`] where the gateway does not
/// answer: nobody was sent there.
pub async fn pay(ctx: &Context, actor: &Actor, code: &str, input: FareInput, key: &CommandKey) -> Result<StartedFare, Failure> {
    let scanned = look(ctx, code).await?;
    let payment_id = derived_id(key.id, "payment");
    let (known, _) = ctx.store.load::<Payment>(payment_id).await?;
    let FareInput { fare, mobile, gateway: StartInput(gateway) } = input;
    let (purpose, split) = match &known {
        // The command is a repeat, and what it says counts for nothing but the comparison of keys.
        Payment::SessionRequested(attempt) => (attempt.purpose, attempt.split.clone()),
        Payment::Absent => {
            let ride = scanned.ride();
            let code = match scanned.verdict {
                Verdict::VoidCode => Some("void-code"),
                verdict if !verdict.is_valid() => Some("licence-not-valid"),
                _ => None,
            };
            if let Some(code) = code {
                return Err(Failure::Refused { code, pointer: None });
            }
            let driver_id = ride.driver_id.ok_or(Failure::Refused { code: "fare-without-driver", pointer: None })?;
            (PaymentPurpose::Fare { ride }, fare.split(driver_id))
        }
        Payment::Ended { session: None, ending } => return Err(never_opened(*ending)),
        known => known.session().map(|session| (session.attempt.purpose, session.attempt.split.clone())).map_err(refused)?,
    };
    let subject = actor.account_id().unwrap_or(payment_id);
    let create = PaymentCommand::Create(CreatePayment {
        purpose,
        account_id: actor.account_id(),
        mobile: mobile.as_ref().map(|mobile| Pii::clear(subject, mobile.as_str())),
        amount: fare.total().ok_or_else(|| Failure::field("/amount", "fare-too-much"))?,
        gateway,
        split,
    });
    let created = ctx.store.execute::<Payment>(payment_id, create, actor.envelope(ctx, "PayFare", key)).await?;
    let (redirect_url, position) = open(ctx, actor, payment_id, mobile, key).await?;
    Ok(StartedFare { payment_id, redirect_url, receipt: receipt_token(ctx, payment_id), position: position.unwrap_or(created.last_position) })
}
