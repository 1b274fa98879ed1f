//! The pay page.

use crate::callback::{self, Stranger};
use crate::desk::{Act, CannotAct, Desk};
use crate::payment::{Payment, Standing};
use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::web::{Data, Form, Path, Query, ServiceConfig, route};
use actix_web::{HttpResponse, get, web};
use askama::Template;
use serde::Deserialize;

const STYLE: &str = include_str!("../templates/simulator.css");
const SECURITY: &str = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";

pub(crate) fn routes(config: &mut ServiceConfig) {
    for place in ["/pg/StartPay/{authority}", "/start/{authority}"] {
        config.service(web::resource(place).route(web::get().to(show)).route(web::post().to(act)));
    }
    config.service(style).default_service(route().to(HttpResponse::NotFound));
}

#[get("/simulator.css")]
async fn style() -> HttpResponse {
    HttpResponse::Ok().content_type("text/css").body(STYLE)
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Language {
    #[default]
    Fa,
    En,
}

#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    lang: Language,
}

#[derive(Debug, Deserialize)]
struct Filled {
    action: String,
    #[serde(default)]
    amount: String,
}

#[derive(Template)]
#[template(path = "pay.html")]
struct PayPage {
    fa: bool,
    rial: String,
    toman: String,
    description: String,
    open: bool,
    /// Nothing, or what the payer must mend or know.
    notice: Option<Notice>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Notice {
    Unknown,
    Over,
    Amount,
    Lost,
}

async fn show(desk: Data<Desk>, authority: Path<String>, asked: Query<Asked>) -> HttpResponse {
    match desk.payment(&authority) {
        Some(payment) if payment.standing == Standing::InBank => render(StatusCode::OK, asked.lang, Some(&payment), None),
        Some(payment) => render(StatusCode::OK, asked.lang, Some(&payment), Some(Notice::Over)),
        None => render(StatusCode::NOT_FOUND, asked.lang, None, Some(Notice::Unknown)),
    }
}

async fn act(desk: Data<Desk>, stranger: Data<Stranger>, authority: Path<String>, asked: Query<Asked>, filled: Form<Filled>) -> HttpResponse {
    let act = match (filled.action.as_str(), amount(&filled.amount)) {
        ("pay", _) => Some(Act::Pay),
        ("part", Some(amount)) => Some(Act::PayPart(amount)),
        ("cancel", _) => Some(Act::Cancel),
        _ => None,
    };
    let acted = act.ok_or(CannotAct::Amount).and_then(|act| desk.act(&authority, act));
    let payment = match acted {
        Ok(payment) => payment,
        Err(CannotAct::Unknown) => return render(StatusCode::NOT_FOUND, asked.lang, None, Some(Notice::Unknown)),
        Err(CannotAct::Over) => return render(StatusCode::CONFLICT, asked.lang, desk.payment(&authority).as_ref(), Some(Notice::Over)),
        Err(CannotAct::Amount) => return render(StatusCode::UNPROCESSABLE_ENTITY, asked.lang, desk.payment(&authority).as_ref(), Some(Notice::Amount)),
    };
    let paid = payment.standing == Standing::Paid;
    if stranger.before(&payment, paid, desk.next_callback_fault()).await {
        HttpResponse::SeeOther().insert_header((LOCATION, callback::url(&payment, paid))).finish()
    } else {
        render(StatusCode::OK, asked.lang, Some(&payment), Some(Notice::Lost))
    }
}

fn render(status: StatusCode, language: Language, payment: Option<&Payment>, notice: Option<Notice>) -> HttpResponse {
    let fa = language == Language::Fa;
    let amount = payment.map_or(0, |payment| payment.amount);
    let page = PayPage {
        fa,
        rial: grouped(amount, fa),
        toman: grouped(amount / 10, fa),
        description: payment.map(|payment| payment.description.clone()).unwrap_or_default(),
        open: payment.is_some_and(|payment| payment.standing == Standing::InBank),
        notice,
    };
    match page.render() {
        Ok(html) => HttpResponse::build(status)
            .content_type("text/html; charset=utf-8")
            .insert_header(("content-security-policy", SECURITY))
            .insert_header(("referrer-policy", "no-referrer"))
            .insert_header(("cache-control", "no-store"))
            .body(html),
        Err(error) => HttpResponse::InternalServerError().body(error.to_string()),
    }
}

/// Whole Rial as people type them: any digits, with or without separators.
fn amount(typed: &str) -> Option<i64> {
    let mut digits = String::new();
    for c in typed.chars() {
        match c {
            '0'..='9' => digits.push(c),
            '۰'..='۹' => digits.extend(char::from_digit(c as u32 - '۰' as u32, 10)),
            '٠'..='٩' => digits.extend(char::from_digit(c as u32 - '٠' as u32, 10)),
            ' ' | ',' | '٬' | '،' => {}
            _ => return None,
        }
    }
    digits.parse().ok()
}

fn grouped(amount: i64, fa: bool) -> String {
    let plain = amount.to_string();
    let mut text = String::new();
    for (index, digit) in plain.chars().enumerate() {
        if index > 0 && (plain.len() - index).is_multiple_of(3) {
            text.push(if fa { '٬' } else { ',' });
        }
        let persian = digit.to_digit(10).and_then(|value| char::from_u32('۰' as u32 + value));
        text.push(persian.filter(|_| fa).unwrap_or(digit));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{amount, grouped};

    #[test]
    fn amounts_are_shown_and_read_in_both_scripts() {
        assert_eq!(grouped(1_250_000, true), "۱٬۲۵۰٬۰۰۰");
        assert_eq!(grouped(999, false), "999");
        for typed in ["1250000", "۱٬۲۵۰٬۰۰۰", "1,250,000", "١٢٥٠٠٠٠"] {
            assert_eq!(amount(typed), Some(1_250_000), "{typed}");
        }
        assert_eq!(amount(""), None);
        assert_eq!(amount("-5"), None);
    }
}
