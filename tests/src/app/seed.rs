//! People and cars that tests begin with, made by the service's own commands.

use super::{ApiClient, TestApp};
use application::CommandKey;
use application::staff::{AddStaff, add, issue_token};
use chrono::TimeDelta;
use domain::fleet::shift::{Shift, ShiftCommand, StartShift};
use domain::identity::account::Role;
use qr_templates::FleetToken;
use serde_json::{Value, json};
use uuid::Uuid;

/// A taxi whose licence is valid and whose code is in the car.
#[derive(Debug, Clone)]
pub struct Taxi {
    /// The vehicle.
    pub vehicle_id: String,
    /// Its licence.
    pub licence_id: String,
    /// The licence's number.
    pub number: String,
    /// Its plate, as `12ت345-79`.
    pub plate: String,
    /// Its code, as the sticker has it.
    pub code: String,
}

impl TestApp {
    /// A member of staff, signed in by a token. Each call makes another person.
    pub async fn staff(&self, role: Role) -> ApiClient {
        let mobile = self.new_mobile();
        self.staff_with(role, &mobile).await;
        self.token_of(&mobile).await
    }

    /// A member of staff with this mobile number.
    pub async fn staff_with(&self, role: Role, mobile: &str) {
        let person = AddStaff::parse("مریم رضایی", mobile, None, role.code()).expect("good input");
        add(&self.ctx, &self.operator(), person, &CommandKey::fresh()).await.expect("is added");
        self.settle().await;
    }

    /// A client with a token of the account that has this mobile number.
    pub async fn token_of(&self, mobile: &str) -> ApiClient {
        let token = issue_token(&self.ctx, &self.operator(), mobile, TimeDelta::days(3_650)).await.expect("is issued");
        self.anyone().with_token(&token.secret)
    }

    /// A mobile number that nobody in this test has.
    pub fn new_mobile(&self) -> String {
        format!("0912{:07}", self.next())
    }

    /// A vehicle that can be registered; no two of a test are alike.
    pub fn vehicle(&self) -> Value {
        let n = self.next();
        json!({
            "plate": format!("{:02}ت{:03}-79", n / 1_000 % 90 + 10, n % 1_000),
            "vin": format!("NAAM01E15HK{n:06}"),
            "make": "ایران خودرو",
            "model": "سمند",
            "year": 2022,
            "colour": "زرد",
            "fuel": "dual",
            "permit_kind": "taxi",
        })
    }

    /// A complaint about a car; its id.
    pub async fn complaint_about(&self, taxi: &Taxi) -> String {
        let body = json!({"category": "overcharging", "text": "دو برابر گرفت"});
        let made = self.anyone().post_once(&format!("/api/v1/scan/{}/complaints", taxi.code), "complaint", body).await.expect(201);
        let tracking_code = made["tracking_code"].as_str().and_then(|code| FleetToken::parse(code).ok()).expect("a code");
        self.settle().await;
        let hash: String = tracking_code.sha256().iter().map(|byte| format!("{byte:02x}")).collect();
        let complaint = projections::complaints::query::by_tracking(self.ctx.pool(), &hash).await.expect("reads").expect("is there");
        complaint.complaint_id.to_string()
    }

    /// Something that the city asks passengers; its id.
    pub async fn poll(&self) -> String {
        let body = json!({
            "question": {"fa": "از تاکسی‌ها راضی هستید؟", "en": "Are you content with the taxis?"},
            "choices": [{"fa": "بله", "en": "Yes"}, {"fa": "نه", "en": "No"}],
            "closes_on": "2100-12-31",
        });
        let opened = self.staff(Role::Manager).await.post("/api/v1/polls", body).await.expect(201);
        self.settle().await;
        opened["poll_id"].as_str().expect("an id").to_owned()
    }

    /// A driver at work, of whom nothing else is known; the shift's id.
    pub async fn shift_in(&self, vehicle_id: &str) -> Uuid {
        let start = StartShift {
            assignment_id: Uuid::new_v4(),
            vehicle_id: vehicle_id.parse().expect("an id"),
            person_id: Uuid::new_v4(),
            consent: true,
            policy_version: self.ctx.policy_now().version.clone(),
        };
        let (shift_id, envelope) = (Uuid::new_v4(), self.operator().envelope(&self.ctx, "StartShift", &CommandKey::fresh()));
        self.ctx.store.execute::<Shift>(shift_id, ShiftCommand::Start(start), envelope).await.expect("begins");
        shift_id
    }

    /// A taxi as an officer brings it into service through the API.
    pub async fn valid_taxi(&self) -> Taxi {
        let officer = self.staff(Role::Officer).await;
        self.taxi_by(&officer).await
    }

    /// The same, by this officer.
    pub async fn taxi_by(&self, officer: &ApiClient) -> Taxi {
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let vehicle = officer.post("/api/v1/vehicles", self.vehicle()).await.expect(201);
        let vehicle_id = text(&vehicle["vehicle_id"]);
        let licence = officer.post(&format!("/api/v1/vehicles/{vehicle_id}/licences"), json!({})).await.expect(201);
        self.settle().await;
        let seen = officer.get(&format!("/api/v1/vehicles/{vehicle_id}")).await.expect(200);
        Taxi {
            licence_id: text(&licence["licence_id"]),
            number: text(&licence["number"]),
            plate: text(&vehicle["plate"]),
            code: text(&seen["code"]["code"]),
            vehicle_id,
        }
    }
}

impl TestApp {
    /// A browser without a screen in which the owner of this number has signed in.
    pub async fn signed_in(&self, mobile: &str) -> ApiClient {
        let client = self.anyone();
        let ask = client.request(reqwest::Method::POST, "/fa/sign-in").form(&[("contact", mobile), ("csrf", ""), ("next", "")]);
        let asked = client.send(ask).await;
        assert!(matches!(asked.status, 200 | 303), "{}", asked.text);
        let code = self.messages.take_code(mobile).await;
        let confirm =
            client.request(reqwest::Method::POST, "/fa/sign-in/code").form(&[("contact", mobile), ("code", &code), ("csrf", ""), ("next", "")]);
        let confirmed = client.send(confirm).await;
        assert_eq!(confirmed.status, 303, "{}", confirmed.text);
        client
    }
}
