use super::{PaymentFigureRow, PermitFigureRow, RatingFigureRow};
use crate::register::SubjectKind;
use crate::rows::Rows;
use chrono::{DateTime, Utc};
use chrono_tz::Asia::Tehran;
use domain::AnyEvent;
use domain::feedback::rating::RatingEvent;
use domain::kernel::calendar::SolarDate;
use domain::licensing::licence::{LicenceEvent, LicenceSubject};
use domain::payments::payment::{PaymentEvent, PaymentPurpose};
use event_store::Recorded;

pub(super) fn fold(recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
    let month = month_of(recorded.recorded_at);
    match event {
        AnyEvent::Licence(LicenceEvent::LicenceIssued { subject, .. }) => permit(rows, month, subject, |row| row.issued += 1),
        AnyEvent::Licence(LicenceEvent::LicenceRenewed { subject, .. }) => permit(rows, month, subject, |row| row.renewed += 1),
        AnyEvent::Payment(PaymentEvent::PaymentSucceeded { purpose, amount, .. }) => {
            let purpose = match purpose {
                PaymentPurpose::Invoice { .. } => "invoice",
                PaymentPurpose::Fare { .. } => "fare",
            };
            let known = rows.get::<PaymentFigureRow>((month.clone(), purpose.to_owned()));
            let before = known.unwrap_or(PaymentFigureRow { month, purpose: purpose.to_owned(), payments: 0, amount: 0 });
            rows.put(PaymentFigureRow { payments: before.payments + 1, amount: before.amount + amount.get(), ..before });
        }
        AnyEvent::Rating(RatingEvent::RideRated { stars, .. }) => {
            let known = rows.get::<RatingFigureRow>(month.clone());
            let mut row = known.unwrap_or(RatingFigureRow { month, ..RatingFigureRow::default() });
            match stars {
                1 => row.one += 1,
                2 => row.two += 1,
                3 => row.three += 1,
                4 => row.four += 1,
                _ => row.five += 1,
            }
            rows.put(row);
        }
        _ => {}
    }
}

fn permit(rows: &mut Rows, month: String, subject: &LicenceSubject, count: impl FnOnce(&mut PermitFigureRow)) {
    let subject = SubjectKind::of(subject);
    let known = rows.get::<PermitFigureRow>((month.clone(), subject));
    let mut row = known.unwrap_or(PermitFigureRow { month, subject, issued: 0, renewed: 0 });
    count(&mut row);
    rows.put(row);
}

/// The Solar month in Tehran. The zone stands here and not in policy, which a fold never reads.
fn month_of(at: DateTime<Utc>) -> String {
    let solar = SolarDate::of(at.with_timezone(&Tehran).date_naive());
    format!("{:04}-{:02}", solar.year, solar.month)
}

#[cfg(test)]
mod tests {
    use super::month_of;

    #[test]
    fn a_month_begins_at_midnight_in_tehran() {
        let at = |text: &str| month_of(text.parse().expect("a moment"));
        assert_eq!(at("2026-11-21T20:29:59Z"), "1405-08");
        assert_eq!(at("2026-11-21T20:30:00Z"), "1405-09");
    }
}
