use super::token::payment_of;
use crate::fleet_codes::token_of;
use crate::payments::{Asked, verify};
use crate::{Context, Failure};
use domain::payments::payment::Payment;
use projections::fares::{self, FareRow};
use projections::payments::{self, PaymentRow, PaymentState};
use projections::register::{self, VehicleRow};
use projections::fleet_codes;

/// A fare as whoever holds its link sees it.
#[derive(Debug, Clone)]
pub struct FareReceipt {
    /// The fare.
    pub fare: FareRow,
    /// The payment.
    pub payment: PaymentRow,
    /// The masked number of the card; `None` where the gateway gave none or it was erased.
    pub card_masked: Option<String>,
    /// The car.
    pub vehicle: Option<VehicleRow>,
    /// The code that is in the car now.
    pub code: Option<String>,
    /// The gateway's page, while the payer may go there.
    pub pay_url: Option<String>,
}

/// The receipt of a fare, or how far its payment is.
///
/// # Errors
/// [`Failure::NotFound`] where the link leads to none.
pub async fn receipt(ctx: &Context, token: &str) -> Result<FareReceipt, Failure> {
    let payment_id = payment_of(ctx, token)?;
    let pool = ctx.pool();
    let fare = fares::query::fare(pool, payment_id).await?.ok_or(Failure::NotFound)?;
    let payment = payments::query::payment(pool, payment_id).await?.ok_or(Failure::NotFound)?;
    let card_masked = ctx.open(&payment.card_masked).await?;
    let vehicle = register::query::vehicle(pool, fare.vehicle_id).await?;
    let code = fleet_codes::query::of_vehicles(pool, &[fare.vehicle_id]).await?.first().map(|code| token_of(ctx, code).to_string());
    let pay_url = match payment.state {
        PaymentState::Started => ctx.store.load::<Payment>(payment_id).await?.0.session().ok().map(|session| session.pay_url.clone()),
        _ => None,
    };
    Ok(FareReceipt { fare, payment, card_masked, vehicle, code, pay_url })
}

/// Asks the gateway again how the payment of a fare ended, for whoever waits for it.
///
/// # Errors
/// [`Failure::NotFound`] where the link leads to none.
pub async fn ask(ctx: &Context, token: &str) -> Result<(), Failure> {
    if let Asked::News(position) = verify(ctx, payment_of(ctx, token)?).await? {
        ctx.shown(position).await?;
    }
    Ok(())
}
