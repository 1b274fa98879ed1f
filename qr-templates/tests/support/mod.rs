//! A print run for the tests, with texts such as the Fluent files hold.

use qr_templates::{
    FleetToken, Plate, Purpose, PurposeWords, SheetWords, Sticker, StickerWords, qr_svg,
    sticker_url,
};
use uuid::Uuid;

pub fn words() -> StickerWords {
    let owned = str::to_owned;
    StickerWords {
        organisation: owned("سازمان تاکسیرانی قزوین"),
        telephone: owned("تلفن ۱۳۷"),
        iran: owned("ایران"),
        plate: owned("پلاک تاکسی"),
        number: owned("شماره تاکسی"),
        licence: owned("شماره پروانه"),
        generation: owned("نسل"),
        inside: PurposeWords {
            brand: owned("پروانه"),
            title: owned("با دوربین گوشی بخوانید"),
            text: owned("شناخت راننده، کرایه، امتیاز و شکایت"),
            line_en: owned("Scan to check, pay, rate or report"),
            place: owned("داخل"),
        },
        outside: PurposeWords {
            brand: owned("تاکسی پروانه‌دار"),
            title: owned("پیش از سوار شدن بخوانید"),
            text: owned("پروانه و پلاک این خودرو را ببینید"),
            line_en: owned("Check this taxi's permit before you ride"),
            place: owned("بیرون"),
        },
        sheet: SheetWords {
            title: owned("برگ چاپ برچسب"),
            title_en: owned("Sticker print sheet"),
            file: owned("پرونده"),
            page: owned("صفحه"),
            scale: owned("این خط باید ۵۰ میلی‌متر باشد؛ اگر نبود، با اندازهٔ ۱۰۰٪ چاپ کنید"),
            scale_en: owned("This line must measure 50 mm; if not, print at 100%"),
        },
    }
}

pub fn token(number: u32) -> FleetToken {
    FleetToken::derive(&[7; 32], Uuid::from_u128(number.into()), purpose(number), 1)
}

pub fn url(number: u32) -> String {
    sticker_url("https://taxi.qazvin.ir", &token(number)).unwrap()
}

/// Every third sticker is for the outside, every second car has no plate.
pub fn sticker(number: u32) -> Sticker {
    let plated = number.is_multiple_of(2);
    Sticker {
        number: if plated {
            "۱۲۳۴".to_owned()
        } else {
            format!("{number}TX")
        },
        plate: plated.then(|| Plate {
            two_digits: "۱۸".to_owned(),
            letter: "ت".to_owned(),
            three_digits: "۲۶۷".to_owned(),
            region: "۷۹".to_owned(),
        }),
        licence_number: "Q-1405-001234".to_owned(),
        vehicle: if plated {
            "سمند LX زرد"
        } else {
            "TOYOTA CAMRY HYBRID <2019>"
        }
        .to_owned(),
        purpose: purpose(number),
        generation: 1,
        qr: qr_svg(&url(number), purpose(number).level()).unwrap(),
        code_shown: token(number).grouped(),
    }
}

fn purpose(number: u32) -> Purpose {
    if number.is_multiple_of(3) {
        Purpose::Outside
    } else {
        Purpose::Inside
    }
}
