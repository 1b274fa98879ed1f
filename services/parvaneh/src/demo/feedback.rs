//! What passengers of the demo's cars said.

use super::cars::{CARS, Car, Manner, Turn};
use super::plan::{Deed, Step};
use super::showcase::code_of;
use application::scan::{ComplaintInput, Occurred, RatingInput, lodge, rate};
use application::{CommandKey, Context, Failure};
use chrono::{DateTime, TimeDelta, Utc};

/// A passenger's rating.
struct Rate {
    car: &'static Car,
    stars: i64,
    tags: &'static [&'static str],
    comment: &'static str,
}

/// A passenger's complaint.
#[derive(Clone, Copy)]
struct Complain {
    plate: &'static str,
    hours_ago: i64,
    category: &'static str,
    text: &'static str,
    mobile: &'static str,
}

const COMPLAINTS: [Complain; 7] = [
    Complain { plate: "15ت633-79", hours_ago: 58 * 24, category: "overcharging", mobile: "09351112233",
        text: "از سبزه‌میدان تا مینودر دو برابر کرایهٔ مصوب گرفت." },
    Complain { plate: "15ت633-79", hours_ago: 41 * 24, category: "overcharging", mobile: "",
        text: "گفت تاکسی‌متر خراب است و کرایه را خودش گفت." },
    Complain { plate: "15ت633-79", hours_ago: 26 * 24, category: "misconduct", mobile: "09125556677",
        text: "وقتی رسید خواستم، با تندی پیاده‌ام کرد." },
    Complain { plate: "28ت903-79", hours_ago: 152 * 24, category: "incomplete-route", mobile: "",
        text: "تا پایان خط نرفت و چهارراه ولیعصر پیاده‌ام کرد." },
    Complain { plate: "26ت592-79", hours_ago: 34 * 24, category: "reckless-driving", mobile: "",
        text: "در بلوار شهید بهشتی با سرعت زیاد لایی می‌کشید." },
    Complain { plate: "25ت178-79", hours_ago: 12 * 24, category: "lost-property", mobile: "09361234567",
        text: "کیف دستی قهوه‌ای روی صندلی عقب جا مانده است." },
    Complain { plate: "34ت069-79", hours_ago: 61 * 24, category: "other-driver", mobile: "",
        text: "راننده کسی نبود که عکسش روی کارت خودرو بود." },
];

impl Manner {
    /// Stars, tags and words, taken in turn.
    fn said(self, nth: usize) -> (i64, &'static [&'static str], &'static str) {
        let (stars, tags, words): (&[i64], &[&'static [&'static str]], &[&'static str]) = match self {
            Self::Kind => (
                &[5, 5, 4, 5, 5, 5, 4],
                &[&["polite", "clean-car"], &["safe-driving"], &["polite", "helpful"], &[], &["good-route", "fair-fare"]],
                &["خیلی خوش‌برخورد بود، ممنون.", "", "", "چمدان را خودش برداشت.", "", "خودرو تمیز و خنک بود.", "", ""],
            ),
            Self::Plain => (
                &[4, 3, 5, 4, 4, 3, 5, 4],
                &[&[], &["fair-fare"], &["safe-driving"], &[], &["good-route"], &["phone-while-driving"]],
                &["", "", "کرایه درست بود.", "", "", "کمی دیر رسید.", ""],
            ),
            Self::Rough => (
                &[2, 1, 3, 2, 4, 1],
                &[&["reckless-driving"], &["impolite"], &[], &["dirty-car"], &["phone-while-driving", "reckless-driving"]],
                &["تند می‌راند.", "", "کرایهٔ بیشتری خواست.", "", ""],
            ),
        };
        (stars[nth % stars.len()], tags[nth % tags.len()], words[nth % words.len()])
    }
}

pub(super) fn steps(now: DateTime<Utc>) -> Vec<Step> {
    let mut steps: Vec<Step> = COMPLAINTS
        .iter()
        .map(|complaint| Step::hours_ago(now, complaint.hours_ago, format!("complaint {} {}", complaint.plate, complaint.hours_ago), *complaint))
        .collect();
    for (index, car) in CARS.iter().enumerate() {
        let (first, last) = (car.days_ago * 24 - 30, last_ride(car));
        for nth in 0..car.rides.ratings {
            // Spread over its time in service, no two cars in step.
            let hours_ago = first - (first - last) * (nth + 1) / car.rides.ratings;
            let (stars, tags, comment) = car.rides.manner.said(nth.unsigned_abs() as usize + index);
            steps.push(Step::hours_ago(now, hours_ago, car.step(&format!("rating {nth}")), Rate { car, stars, tags, comment }));
        }
    }
    steps
}

/// How many hours ago it last had a passenger: out of service it has none.
fn last_ride(car: &Car) -> i64 {
    match car.turns.last() {
        Some((days_ago, Turn::Suspended { .. } | Turn::Revoked { .. })) => days_ago * 24 + 5,
        _ => 3 + car.days_ago % 40,
    }
}

#[async_trait::async_trait]
impl Deed for Rate {
    async fn carry_out(&self, ctx: &Context, key: &CommandKey) -> Result<(), Failure> {
        let tags: Vec<String> = self.tags.iter().map(|tag| (*tag).to_owned()).collect();
        let input = RatingInput::parse(ctx, Some(self.stars), &tags, self.comment)?;
        rate(ctx, &code_of(ctx, self.car).await?.to_string(), input, key).await.map(drop)
    }
}

#[async_trait::async_trait]
impl Deed for Complain {
    async fn carry_out(&self, ctx: &Context, key: &CommandKey) -> Result<(), Failure> {
        let car = CARS.iter().find(|car| car.plate == self.plate).ok_or(Failure::NotFound)?;
        let occurred_at = ctx.clock.now() - TimeDelta::hours(2);
        let input = ComplaintInput::parse(ctx, self.category, self.text, Some(Occurred::at(occurred_at)), self.mobile)?;
        lodge(ctx, &code_of(ctx, car).await?.to_string(), input, key).await.map(drop)
    }
}
