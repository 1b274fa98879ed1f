//! The cars of the demo's city, and what became of each.

use super::plan::command_id;
use domain::kernel::event::derived_id;
use uuid::Uuid;

/// A taxi.
pub(super) struct Car {
    pub plate: &'static str,
    pub vin: &'static str,
    pub make: &'static str,
    pub model: &'static str,
    pub year: &'static str,
    pub colour: &'static str,
    pub fuel: &'static str,
    pub kind: &'static str,
    /// How many days ago it came on the register.
    pub days_ago: i64,
    /// On which day its licence begins, counted from then.
    pub begins: i64,
    /// What became of the licence and the code since, with the days ago.
    pub turns: &'static [(i64, Turn)],
    pub rides: Rides,
}

/// Something that an officer did about a car.
#[derive(Clone, Copy)]
pub(super) enum Turn {
    Suspended { ground: &'static str, note: &'static str },
    Lifted { reason: &'static str, note: &'static str },
    Revoked { ground: &'static str, note: &'static str },
    CodeReplaced { reason: &'static str },
}

/// How its passengers found it.
pub(super) struct Rides {
    pub ratings: i64,
    pub manner: Manner,
}

/// How a car is driven, as its passengers say.
#[derive(Clone, Copy)]
pub(super) enum Manner {
    Kind,
    Plain,
    Rough,
}

impl Car {
    /// The names of its first two steps.
    pub fn step(&self, what: &str) -> String {
        format!("{what} {}", self.plate)
    }

    /// Its id, which follows from the step that registers it.
    pub fn vehicle_id(&self) -> Uuid {
        derived_id(command_id(&self.step("register")), "vehicle")
    }

    /// Its licence's id, likewise.
    pub fn licence_id(&self) -> Uuid {
        derived_id(command_id(&self.step("license")), "licence")
    }
}

use Manner::{Kind, Plain, Rough};
use Turn::{CodeReplaced, Lifted, Revoked, Suspended};

const fn rides(ratings: i64, manner: Manner) -> Rides {
    Rides { ratings, manner }
}

#[rustfmt::skip]
pub(super) const CARS: [Car; 24] = [
    Car { plate: "12ت345-79", vin: "NAAM01CA7MK214501", make: "ایران خودرو", model: "سمند سورن", year: "2021", colour: "زرد", fuel: "dual",
        kind: "taxi", days_ago: 655, begins: 0, turns: &[], rides: rides(26, Kind) },
    Car { plate: "14ت218-79", vin: "NAAM01CA5LK208812", make: "ایران خودرو", model: "سمند", year: "2020", colour: "زرد", fuel: "dual",
        kind: "taxi", days_ago: 728, begins: -62, turns: &[], rides: rides(12, Plain) },
    Car { plate: "15ت633-79", vin: "NAPX2123XN1034417", make: "سایپا", model: "شاهین", year: "2022", colour: "سفید", fuel: "petrol",
        kind: "taxi", days_ago: 590, begins: 0, rides: rides(14, Rough),
        turns: &[(21, Suspended { ground: "overcharging", note: "سه شکایت در یک ماه؛ راننده به کمیتهٔ انضباطی خوانده شد" })] },
    Car { plate: "16ت402-79", vin: "NAAN01CE9PK337120", make: "ایران خودرو", model: "دنا پلاس", year: "2023", colour: "سفید", fuel: "petrol",
        kind: "taxi_online", days_ago: 240, begins: 0, turns: &[], rides: rides(18, Kind) },
    Car { plate: "17ت951-79", vin: "NAPS1411JN5620938", make: "سایپا", model: "ساینا", year: "2022", colour: "زرد", fuel: "dual",
        kind: "taxi_line", days_ago: 512, begins: 0, rides: rides(9, Plain),
        turns: &[(300, Suspended { ground: "inspection-overdue", note: "مهلت معاینه ده روز پیش به پایان رسید" }),
            (288, Lifted { reason: "inspection-passed", note: "برگهٔ معاینهٔ مرکز ولیعصر دیده شد" })] },
    Car { plate: "18ت127-79", vin: "NAAM11VA2GK105543", make: "ایران خودرو", model: "پژو 405", year: "2011", colour: "زرد", fuel: "dual",
        kind: "taxi_line", days_ago: 700, begins: 0, rides: rides(7, Plain),
        turns: &[(180, Suspended { ground: "inspection-overdue", note: "بار نخست مردود: دود و ترمز" }),
            (95, Revoked { ground: "end-of-life", note: "بار دوم مردود؛ معرفی به مرکز اسقاط" })] },
    Car { plate: "19ت584-79", vin: "NAAM01CA3NK290076", make: "ایران خودرو", model: "سمند سورن", year: "2022", colour: "زرد", fuel: "cng",
        kind: "taxi", days_ago: 430, begins: 0, turns: &[(120, CodeReplaced { reason: "damaged" })], rides: rides(11, Plain) },
    Car { plate: "21ت760-79", vin: "LFBGE3068PJ118842", make: "بایک", model: "EU5", year: "2023", colour: "سبز", fuel: "electric",
        kind: "taxi", days_ago: 200, begins: 0, turns: &[], rides: rides(16, Kind) },
    Car { plate: "22ت306-79", vin: "NAAP03ED6JJ566210", make: "ایران خودرو", model: "پژو پارس", year: "2019", colour: "سبز", fuel: "dual",
        kind: "taxi_women", days_ago: 610, begins: 0, turns: &[], rides: rides(13, Kind) },
    Car { plate: "23ت815-79", vin: "NAPV81AA4LV007719", make: "ایران خودرو", model: "وانا", year: "2020", colour: "سفید", fuel: "cng",
        kind: "taxi_van", days_ago: 560, begins: 0, turns: &[], rides: rides(5, Plain) },
    Car { plate: "24ت439-79", vin: "NAPS1411JM5571204", make: "سایپا", model: "ساینا", year: "2021", colour: "زرد", fuel: "dual",
        kind: "taxi_line", days_ago: 717, begins: 0, turns: &[], rides: rides(6, Plain) },
    Car { plate: "25ت178-79", vin: "NAAM01CA1KK187334", make: "ایران خودرو", model: "سمند", year: "2019", colour: "نارنجی", fuel: "dual",
        kind: "taxi_terminal", days_ago: 480, begins: 0, turns: &[], rides: rides(10, Plain) },
    Car { plate: "26ت592-79", vin: "NAPX2123XP1071186", make: "سایپا", model: "شاهین", year: "2023", colour: "زرد", fuel: "petrol",
        kind: "taxi", days_ago: 330, begins: 0, rides: rides(8, Rough),
        turns: &[(9, Suspended { ground: "insurance-lapsed", note: "بیمه‌نامه تا پایان آبان اعتبار داشت" })] },
    Car { plate: "27ت641-79", vin: "NAAN01CE2NK310087", make: "ایران خودرو", model: "دنا", year: "2022", colour: "سفید", fuel: "petrol",
        kind: "taxi_telephone", days_ago: 405, begins: 0, turns: &[], rides: rides(4, Plain) },
    Car { plate: "28ت903-79", vin: "NAPR1314KL2290415", make: "سایپا", model: "کوییک", year: "2020", colour: "زرد", fuel: "petrol",
        kind: "taxi_line", days_ago: 498, begins: 0, rides: rides(10, Rough),
        turns: &[(150, Suspended { ground: "off-route", note: "مسافرگیری بیرون از خط سبزه‌میدان – مینودر" }),
            (136, Lifted { reason: "penalty-served", note: "دو هفته محرومیت سپری شد" })] },
    Car { plate: "31ت257-79", vin: "NAAM01CA8PK341562", make: "ایران خودرو", model: "سمند سورن پلاس", year: "2023", colour: "زرد", fuel: "dual",
        kind: "taxi", days_ago: 160, begins: 0, turns: &[], rides: rides(11, Kind) },
    Car { plate: "32ت714-79", vin: "NAAM01CA4HK142209", make: "ایران خودرو", model: "سمند", year: "2016", colour: "زرد", fuel: "dual",
        kind: "taxi_line", days_ago: 725, begins: -18, turns: &[], rides: rides(5, Plain) },
    Car { plate: "33ت486-79", vin: "NAPS1411JP5713308", make: "سایپا", model: "ساینا", year: "2023", colour: "زرد", fuel: "dual",
        kind: "taxi_line", days_ago: 270, begins: 0, turns: &[], rides: rides(3, Plain) },
    Car { plate: "34ت069-79", vin: "NAAN01CE5PK352991", make: "ایران خودرو", model: "دنا پلاس", year: "2024", colour: "سفید", fuel: "petrol",
        kind: "taxi_online", days_ago: 130, begins: 0, rides: rides(15, Plain),
        turns: &[(60, Suspended { ground: "unlicensed-driver", note: "رانندهٔ دیگری پشت فرمان بود" }),
            (48, Lifted { reason: "appeal-upheld", note: "پروانهٔ رانندهٔ کمکی در دست صدور بود" })] },
    Car { plate: "35ت823-79", vin: "NAPX2123XN1049920", make: "سایپا", model: "شاهین", year: "2022", colour: "سفید", fuel: "petrol",
        kind: "taxi", days_ago: 380, begins: 0, rides: rides(6, Rough),
        turns: &[(200, Suspended { ground: "taximeter-fault", note: "پلمب تاکسی‌متر شکسته بود" }),
            (170, Revoked { ground: "repeated-violations", note: "رأی کمیتهٔ انضباطی پس از چهار تخلف" })] },
    Car { plate: "36ت350-89", vin: "NAAM01CA6MK229815", make: "ایران خودرو", model: "سمند", year: "2021", colour: "زرد", fuel: "dual",
        kind: "taxi", days_ago: 445, begins: 0, turns: &[], rides: rides(9, Plain) },
    Car { plate: "37ت192-89", vin: "NAAP03ED9KJ604478", make: "ایران خودرو", model: "پژو پارس", year: "2020", colour: "نقره‌ای", fuel: "dual",
        kind: "taxi_radio", days_ago: 350, begins: 0, turns: &[], rides: rides(2, Plain) },
    Car { plate: "38ت537-89", vin: "NAAN01CE8RK366104", make: "ایران خودرو", model: "دنا پلاس", year: "2025", colour: "زرد", fuel: "petrol",
        kind: "taxi", days_ago: 45, begins: 0, turns: &[], rides: rides(4, Kind) },
    Car { plate: "39ت674-89", vin: "NAAM01CA2RK371458", make: "ایران خودرو", model: "سورن پلاس", year: "2025", colour: "زرد", fuel: "dual",
        kind: "taxi", days_ago: 2, begins: 12, turns: &[], rides: rides(0, Plain) },
];
