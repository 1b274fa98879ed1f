use super::renew::renewed_by;
use super::{behalf, own_case, rules_of_case};
use crate::{Actor, CommandKey, Context, Failure};
use chrono::{Datelike, NaiveDate};
use domain::kernel::Pii;
use domain::licensing::application::{Application, ApplicationCommand, Fact, Stage, SubmitApplication};
use domain::policy::{ApplicationRules, Eligibility};
use projections::applications::query;
use uuid::Uuid;

/// The declaration with which an application is sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SubmissionInput {
    /// Whether the applicant declares that all is true.
    pub declared: bool,
}

/// Sends an application, or what an officer asked for; answers with the log position that it reached.
///
/// # Errors
/// [`Failure::NotFound`] where the application is not the actor's; refusals of the domain, such as
/// what is missing.
pub async fn submit(ctx: &Context, actor: &Actor, application_id: Uuid, input: SubmissionInput, key: &CommandKey) -> Result<i64, Failure> {
    let case = own_case(ctx, actor, application_id).await?;
    let policy = ctx.policy_now();
    let rules = rules_of_case(ctx, &case)?;
    let review_by = policy.calendar.after(ctx.today(), rules.review_days);
    let (name, command) = match case.stage {
        Stage::InformationRequested { .. } => ("SupplyInformation", ApplicationCommand::SupplyInformation { review_by }),
        Stage::Draft | Stage::UnderReview | Stage::Agreed | Stage::PaymentDue { .. } => (
            "SubmitApplication",
            ApplicationCommand::Submit(SubmitApplication {
                declared: input.declared,
                facts: facts(ctx, case.person_id, &rules).await?,
                rules,
                today: ctx.today(),
                review_by,
                renews: renewed_by(ctx, &case).await?,
                policy_version: policy.version.clone(),
            }),
        ),
    };
    let executed = ctx.store.execute::<Application>(application_id, command, behalf::envelope(ctx, actor, name, key, &case)).await;
    executed.map(|executed| executed.last_position).map_err(super::absent_is_not_found)
}

/// What is known of the applicant's eligibility. The aggregate gets facts, never the day of birth.
async fn facts(ctx: &Context, person_id: Uuid, rules: &ApplicationRules) -> Result<Vec<Fact>, Failure> {
    let person = query::person(ctx.pool(), person_id).await?.ok_or(Failure::Refused { code: "person-absent", pointer: None })?;
    let born = day(ctx, &person.birth_date).await?;
    Ok(rules
        .eligibility
        .iter()
        .map(|rule| match rule.rule {
            Eligibility::AgeAtLeast => Fact {
                rule: rule.rule.code().to_owned(),
                value: rule.value,
                met: born.is_some_and(|born| age(born, ctx.today()) >= i32::from(rule.value)),
                evidence: "person:birth_date".to_owned(),
            },
        })
        .collect())
}

async fn day(ctx: &Context, text: &Pii) -> Result<Option<NaiveDate>, Failure> {
    Ok(ctx.open(text).await?.and_then(|text| text.parse().ok()))
}

/// Whole years of age on a day.
fn age(born: NaiveDate, today: NaiveDate) -> i32 {
    let had_birthday = (today.month(), today.day()) >= (born.month(), born.day());
    today.year() - born.year() - i32::from(!had_birthday)
}

#[cfg(test)]
mod tests {
    use super::age;
    use chrono::NaiveDate;

    #[test]
    fn a_year_of_age_is_full_on_the_birthday() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a real day");
        assert_eq!(age(day(2003, 11, 23), day(2026, 11, 22)), 22);
        assert_eq!(age(day(2003, 11, 23), day(2026, 11, 23)), 23);
    }
}
