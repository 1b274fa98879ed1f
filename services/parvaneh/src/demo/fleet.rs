//! What else goes on in the demo's city: an agency's fleet, inspections, a poll, fares and a shift.

use super::cars::{CARS, Car};
use super::payer::Payer;
use super::people::acting;
use super::permits::permit_of;
use super::plan::{Deed, Step, command_id};
use super::showcase::code_of;
use super::visitors::{DRIVER, MANAGER, MEMBER, PASSENGER};
use application::agencies::{Answer, OfferInput, answer, offer};
use application::complaints::{AnswerInput, ResolutionInput, answer_passenger, resolve};
use application::fares::{FareInput, pay};
use application::inspections::{RecordInput, ScheduleInput, record, schedule};
use application::polls::{PollInput, PollTyped, answer as answer_poll, open};
use application::shifts::{PositionInput, positions, start};
use application::{Actor, CommandKey, Context, Failure};
use chrono::{DateTime, Days, TimeDelta, Utc};
use domain::identity::account::Role;
use domain::kernel::event::derived_id;

/// Something that somebody did.
#[derive(Clone)]
enum Did {
    OfferedDriver,
    OfferedCar,
    Joined(&'static str),
    ScheduledInspection(i64),
    Inspected { result: &'static str, defect: &'static str },
    OpenedPoll,
    AnsweredPoll(&'static str),
    PaidFare { rial: i64, payer: Payer },
    AnsweredComplaint,
    ResolvedComplaint,
    WentOnShift,
    /// Leaves no event, and is done again where the seeding goes on: it must not be the last.
    WasSeen,
}

/// Something that was done, about a car.
struct Deeds(&'static Car, Did);

/// The car of the driver whose permit can be renewed.
pub(super) const DRIVEN: usize = 10;
/// The agency's car.
const AGENCY_CAR: usize = 3;
/// How many hours ago the poll was opened.
const POLL: i64 = 14 * 24;

pub(super) fn steps(now: DateTime<Utc>, payer: &Payer) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut did = |hours: i64, name: &str, car: usize, what: Did| steps.push(Step::hours_ago(now, hours, name, Deeds(&CARS[car], what)));
    did(190 * 24, "agency driver", AGENCY_CAR, Did::OfferedDriver);
    did(190 * 24 - 3, "agency driver joins", AGENCY_CAR, Did::Joined("agency driver"));
    did(188 * 24, "agency car", AGENCY_CAR, Did::OfferedCar);
    did(188 * 24 - 3, "agency car joins", AGENCY_CAR, Did::Joined("agency car"));
    for (car, days, result, defect) in [(4, 289, "passed", ""), (5, 182, "failed", "brakes"), (AGENCY_CAR, 60, "passed", "")] {
        did((days + 3) * 24, &format!("inspection {car}"), car, Did::ScheduledInspection(3));
        did(days * 24, &format!("inspected {car}"), car, Did::Inspected { result, defect });
    }
    did(POLL, "poll", 0, Did::OpenedPoll);
    for (nth, choice) in ["1", "2", "1", "3", "1", "2", "1", "1", "2", "3", "1", "2"].into_iter().enumerate() {
        // One a day, each in another car.
        let hours = POLL - 24 - i64::try_from(nth).unwrap_or_default() * 25;
        did(hours, &format!("poll answer {nth}"), nth, Did::AnsweredPoll(choice));
    }
    for (hours, rial) in [(20 * 24, 180_000), (9 * 24, 250_000), (3 * 24, 180_000), (2, 320_000)] {
        did(hours, &format!("fare {hours}"), DRIVEN, Did::PaidFare { rial, payer: payer.clone() });
    }
    did(57 * 24, "complaint answered", 2, Did::AnsweredComplaint);
    did(52 * 24, "complaint resolved", 2, Did::ResolvedComplaint);
    did(3, "shift", DRIVEN, Did::WentOnShift);
    did(0, "seen", DRIVEN, Did::WasSeen);
    did(0, &format!("inspection {DRIVEN}"), DRIVEN, Did::ScheduledInspection(7));
    steps
}

#[async_trait::async_trait]
impl Deed for Deeds {
    async fn carry_out(&self, ctx: &Context, key: &CommandKey) -> Result<(), Failure> {
        let Self(car, did) = self;
        let (officer, manager) = (acting(Role::Officer), MANAGER.acting(&[Role::AgencyManager]));
        let complaint = || derived_id(command_id("complaint 15ت633-79 1392"), "complaint");
        match did {
            Did::OfferedDriver => {
                let permit = projections::register::query::licence(ctx.pool(), permit_of(&MEMBER)).await?.ok_or(Failure::NotFound)?;
                offer(ctx, &manager, OfferInput::parse(ctx, &permit.number, "").await?, key).await.map(drop)?;
            }
            Did::OfferedCar => {
                offer(ctx, &manager, OfferInput::parse(ctx, "", car.plate).await?, key).await.map(drop)?;
            }
            Did::Joined(offered) => {
                let affiliation_id = derived_id(command_id(offered), "affiliation");
                answer(ctx, &officer, affiliation_id, Answer::Accept, key).await.map(drop)?;
            }
            Did::ScheduledInspection(days) => {
                let on = ctx.today() + TimeDelta::days(*days);
                schedule(ctx, &officer, car.vehicle_id(), ScheduleInput::parse(&on.to_string())?, key).await.map(drop)?;
            }
            Did::Inspected { result, defect } => {
                let at = CARS.iter().position(|known| known.plate == car.plate).unwrap_or_default();
                let inspection_id = derived_id(command_id(&format!("inspection {at}")), "inspection");
                let defects: Vec<String> = Some(*defect).filter(|defect| !defect.is_empty()).map(str::to_owned).into_iter().collect();
                record(ctx, &acting(Role::Inspector), inspection_id, RecordInput::parse(result, &defects, "")?, key).await.map(drop)?;
                // What follows from a failure looks at the inspections before it.
                ctx.projections.catch_up().await?;
            }
            Did::OpenedPoll => {
                let word = |fa: &str, en: &str| (fa.to_owned(), en.to_owned());
                let typed = PollTyped {
                    question_fa: "کرایهٔ تاکسی را بیشتر چگونه می‌پردازید؟".to_owned(),
                    question_en: "How do you mostly pay the taxi fare?".to_owned(),
                    choices: vec![word("با کد داخل خودرو", "By the code in the car"), word("کارت به کارت", "Card to card"), word("نقد", "In cash")],
                    opens_on: String::new(),
                    closes_on: (ctx.today() + Days::new(44)).to_string(),
                };
                open(ctx, &acting(Role::Manager), PollInput::parse(&typed)?, key).await.map(drop)?;
            }
            Did::AnsweredPoll(choice) => {
                let poll_id = derived_id(command_id("poll"), "poll");
                answer_poll(ctx, &code_of(ctx, car).await?.to_string(), Some(poll_id), choice, key).await.map(drop)?;
            }
            Did::PaidFare { rial, payer } => {
                let code = &code_of(ctx, car).await?.to_string();
                let begin = async |key: CommandKey| {
                    let fare = FareInput::parse(ctx, Some(*rial), Some(0), PASSENGER.mobile, "")?;
                    let started = pay(ctx, &Actor::Public, code, fare, &key).await?;
                    Ok(started.redirect_url)
                };
                payer.pay(ctx, key, begin).await?;
            }
            Did::AnsweredComplaint => {
                let input = AnswerInput::parse("شکایت شما را بررسی می‌کنیم. اگر رسید یا شمارهٔ سفر دارید، همین‌جا بفرستید.")?;
                answer_passenger(ctx, &officer, complaint(), input, key).await.map(drop)?;
            }
            Did::ResolvedComplaint => {
                let input = ResolutionInput::parse("upheld", "evidence", "کرایهٔ اضافه به شما برمی‌گردد.")?;
                resolve(ctx, &officer, complaint(), input, key).await.map(drop)?;
            }
            Did::WentOnShift => {
                start(ctx, &DRIVER.acting(&[]), true, key).await.map(drop)?;
            }
            Did::WasSeen => {
                let at = ctx.clock.now();
                let seen = [(36.268, 50.004, 40), (36.272, 50.011, 20), (36.281, 50.018, 2)];
                let seen = seen.map(|(latitude, longitude, ago)| PositionInput { latitude, longitude, at: at - TimeDelta::minutes(ago) });
                let shift_id = derived_id(command_id("shift"), "shift");
                positions(ctx, &DRIVER.acting(&[]), shift_id, &seen).await.map(drop)?;
            }
        }
        ctx.settle().await
    }
}
