//! The caller's own points, and spending them.

use crate::pages::faults::{refused, same_name};
use crate::pages::flash::Done;
use crate::pages::map;
use crate::routes::{Access, Endpoint, get, post};
use crate::views::rewards::{Movement, Offer, Rewards, WaitingGift};
use crate::views::{Badge, BadgeTone, FieldErrors};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, check_csrf, command_key, new_key};
use crate::web::reply::{page, page_with, see_other};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::rewards::{RedemptionInput, account, redeem};
use application::{Context, Failure};
use domain::rewards::account::HandOverCode;
use i18n::Locale;
use projections::rewards::{GiftRow, MovementKind, MovementRow};

/// The pages of points.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/{lang}/rewards", Access::SignedIn, || web::to(show)),
        post("/{lang}/rewards/redemptions", Access::SignedIn, || web::to(spend)),
    ]
}

async fn show(portal: web::Data<Portal>, caller: Caller, done: web::Query<Done>) -> Result<HttpResponse, WebError> {
    let mut shown = view(&portal.ctx, &caller, FieldErrors::none()).await?;
    shown.page.flash = done.flash(caller.locale);
    page(&shown)
}

async fn view(ctx: &Context, caller: &Caller, errors: FieldErrors) -> Result<Rewards, Failure> {
    let own = account(ctx, &caller.actor).await?;
    let locale = caller.locale;
    let rules = &ctx.policy_now().rewards;
    let active = own.active();
    let worth = |points: u32| i64::from(points) * rules.rial_per_point.get();
    let offer = |reward: &str, name: String, points: u32, is_voucher: bool| Offer {
        reward: reward.to_owned(),
        name,
        points: points.into(),
        missing: i64::from(points.saturating_sub(active)),
        is_voucher,
        key: new_key(),
    };
    let off = i18n::money_toman(locale, worth(rules.voucher_points));
    let voucher = i18n::text_with(locale, "rewards-voucher", &[("amount", off.into())]);
    let offers = std::iter::once(offer("voucher", voucher, rules.voucher_points, true))
        .chain(rules.gifts.iter().map(|gift| offer(&gift.code, map::gift(ctx.policy_now(), locale, &gift.code), gift.points, false)));
    let mut frame = caller.page();
    frame.path = "/rewards".to_owned();
    Ok(Rewards {
        page: frame,
        errors,
        active: active.into(),
        worth: worth(active),
        pending: own.pending().into(),
        vouchers: own.vouchers.iter().map(|voucher| voucher.value.get()).collect(),
        gifts: own.gifts.iter().map(|gift| waiting(ctx, locale, gift)).collect(),
        offers: offers.collect(),
        movements: own.movements.iter().map(|row| movement(ctx, locale, row)).collect(),
        driver_amount: rules.driver_amount_per_point.get(),
        driver_cap: rules.driver_points_per_day.into(),
        passenger_amount: rules.passenger_amount_per_point.get(),
        passenger_cap: rules.passenger_points_per_day.into(),
        pending_days: rules.pending_days.into(),
        valid_days: rules.valid_days.into(),
    })
}

fn waiting(ctx: &Context, locale: Locale, row: &GiftRow) -> WaitingGift {
    WaitingGift { name: map::gift(ctx.policy_now(), locale, &row.gift), code: HandOverCode::of(row.redemption_id).to_string() }
}

fn movement(ctx: &Context, locale: Locale, row: &MovementRow) -> Movement {
    let state = |tone, icon, key: &str| Badge::new(tone, icon, i18n::text(locale, key));
    let badge = match (row.kind, row.active_on) {
        (MovementKind::Earned | MovementKind::Received, Some(day)) if day > ctx.today() => {
            Badge::new(BadgeTone::Plain, "clock", i18n::text_with(locale, "rewards-pending-until", &[("date", i18n::date(locale, day).into())]))
        }
        (MovementKind::Earned | MovementKind::Received, _) => state(BadgeTone::Good, "tick", "rewards-is-active"),
        (MovementKind::Voucher | MovementKind::Gift, _) => state(BadgeTone::Good, "tick", "rewards-is-spent"),
        (MovementKind::Expired, _) => state(BadgeTone::Off, "glass", "rewards-is-expired"),
    };
    Movement {
        name: match &row.gift {
            Some(gift) => map::gift(ctx.policy_now(), locale, gift),
            None => i18n::text(
                locale,
                match row.kind {
                    MovementKind::Earned => "rewards-earned",
                    MovementKind::Received => "rewards-received",
                    MovementKind::Voucher => "rewards-voucher-got",
                    MovementKind::Gift => "rewards-gift",
                    MovementKind::Expired => "rewards-expired",
                },
            ),
        },
        at: row.recorded_at,
        points: match row.kind {
            MovementKind::Earned | MovementKind::Received => i64::from(row.points),
            MovementKind::Voucher | MovementKind::Gift | MovementKind::Expired => -i64::from(row.points),
        },
        badge,
    }
}

async fn spend(portal: web::Data<Portal>, caller: Caller, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    caller.must_be_known()?;
    check_csrf(&caller, typed.text("csrf"))?;
    let ctx = &portal.ctx;
    let carried_out = async {
        let input = RedemptionInput::parse(ctx, typed.text("reward"))?;
        let key = command_key(&caller, "POST /rewards/redemptions", typed.text("key"), typed.request());
        redeem(ctx, &caller.actor, input, &key).await
    };
    match carried_out.await {
        Ok(redeemed) => {
            ctx.shown(redeemed.position).await?;
            Ok(see_other(&caller.page().url("/rewards?done=rewards-redeemed")))
        }
        Err(failure) => {
            let refused = refused(failure, caller.locale, "rewards", same_name)?;
            page_with(refused.status, &view(ctx, &caller, refused.errors).await?)
        }
    }
}
