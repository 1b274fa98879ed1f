//! People who owe something, and the gateway where they pay it.

use super::{Answer, ApiClient, Taxi, TestApp};
use application::invoices::{NewInvoice, issue};
use application::ports::{Clock as _, Gateway, Gateways, SetClock};
use application::{Actor, CommandKey};
use chrono::{Days, TimeDelta};
use domain::identity::account::{Account, AccountCommand};
use domain::kernel::event::derived_id;
use domain::kernel::{Pii, Rial};
use domain::payments::invoice::{InvoiceItem, InvoicePurpose};
use domain::rewards::account::{AccruePoints, Holder, RewardAccount, RewardAccountCommand};
use event_store::history::{self, Filter, Order};
use payment_gateway::{Patience, Place, Zarinpal, Zibal};
use psp_simulator::{Options, Simulator};
use reqwest::Method;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// A merchant that the simulator serves.
const MERCHANT: &str = "7c2ef3d1-05b8-4c6a-9b0e-5f1d2a3b4c5d";

/// Both gateways at one simulator, whose clock is the test's.
pub(super) fn gateways(clock: &Arc<SetClock>) -> (Simulator, Gateways) {
    let hands = clock.clone();
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let simulator = Simulator::start(listener, Options::new(Arc::new(move || hands.now()), 7)).expect("serves");
    let place = || Place::new("PARVANEH_TEST_BASE_URL", simulator.address(), MERCHANT).expect("a place");
    let patience = Patience { answer: Duration::from_secs(5), ..Patience::default() };
    let list: Vec<Arc<dyn Gateway>> = vec![Arc::new(Zarinpal::new(place(), patience)), Arc::new(Zibal::new(place(), patience))];
    (simulator, Gateways::new(list))
}

/// Somebody with an account and without any role.
#[derive(Clone)]
pub struct Payer {
    /// Speaks to the API with a token.
    pub client: ApiClient,
    /// The account.
    pub account_id: Uuid,
    /// The mobile number that codes go to.
    pub mobile: String,
}

/// A payment on its way.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// The payment.
    pub payment_id: String,
    /// The gateway's page.
    pub pay_url: String,
}

impl Attempt {
    /// What the gateway calls it.
    pub fn authority(&self) -> &str {
        self.pay_url.rsplit('/').next().unwrap_or_default()
    }

    /// Where ZarinPal sends a payer back to, with a word.
    pub fn way_back(&self, word: &str) -> String {
        format!("/payments/return?Authority={}&Status={word}", self.authority())
    }
}

impl TestApp {
    /// Somebody new.
    pub async fn payer(&self) -> Payer {
        let (account_id, mobile) = (Uuid::now_v7(), self.new_mobile());
        let command = AccountCommand::Open {
            name: Some(Pii::clear(account_id, "مهدی رستمی")),
            mobile: Pii::clear(account_id, mobile.as_str()),
            email: None,
            roles: BTreeSet::new(),
        };
        let envelope = self.operator().envelope(&self.ctx, "OpenAccount", &CommandKey::fresh());
        self.ctx.store.execute::<Account>(account_id, command, envelope).await.expect("an account");
        self.settle().await;
        Payer { client: self.token_of(&mobile).await, account_id, mobile }
    }

    /// An invoice over these fees, in Rial.
    pub async fn invoice(&self, payer: &Payer, fees: &[(&str, i64)]) -> String {
        let invoice_id = self.issue_invoice(payer, fees).await;
        self.settle().await;
        invoice_id
    }

    /// The same, before anything has followed from it.
    pub async fn issue_invoice(&self, payer: &Payer, fees: &[(&str, i64)]) -> String {
        let invoice_id = Uuid::now_v7();
        let item = |(code, amount): &(&str, i64)| InvoiceItem { code: (*code).to_owned(), amount: Rial::new(*amount).expect("an amount") };
        let new = NewInvoice {
            purpose: InvoicePurpose::Application { application_id: Uuid::now_v7() },
            account_id: payer.account_id,
            person_id: Uuid::now_v7(),
            items: fees.iter().map(item).collect(),
            due_on: self.ctx.today() + Days::new(14),
            tariff_version: self.ctx.policy_now().version.clone(),
        };
        let envelope = Actor::Operator { user: "root".to_owned() }.envelope(&self.ctx, "IssueInvoice", &CommandKey::fresh());
        issue(&self.ctx, invoice_id, new, envelope).await.expect("is issued");
        invoice_id.to_string()
    }

    /// Sets out to pay, under a new key.
    pub async fn begin(&self, payer: &Payer, invoice_id: &str, gateway: &str) -> Attempt {
        let key = Uuid::new_v4().to_string();
        let body = json!({"gateway": gateway});
        let begun = payer.client.post_once(&format!("/api/v1/invoices/{invoice_id}/payments"), &key, body).await.expect(201);
        Attempt { payment_id: text(&begun["payment_id"]), pay_url: text(&begun["redirect_url"]) }
    }

    /// Sets out to pay a fare in Rial in this taxi, as whoever this is; answers with the attempt and the
    /// address of the receipt.
    pub async fn begin_fare(&self, client: &ApiClient, taxi: &Taxi, fare: i64, tip: i64) -> (Attempt, String) {
        let body = json!({"amount": {"rial": fare}, "tip": {"rial": tip}});
        let begun = client.post_once(&format!("/api/v1/scan/{}/fares", taxi.code), &Uuid::new_v4().to_string(), body).await;
        let receipt = begun.header("location").to_owned();
        let begun = begun.expect(201);
        (Attempt { payment_id: text(&begun["payment_id"]), pay_url: text(&begun["redirect_url"]) }, receipt)
    }

    /// A fare by somebody without an account, who leaves a mobile number; the payment.
    pub async fn pay_fare_by_number(&self, mobile: &str, taxi: &Taxi) -> Uuid {
        let body = json!({"amount": {"rial": 180_000}, "mobile": mobile});
        let begun = self.anyone().post_once(&format!("/api/v1/scan/{}/fares", taxi.code), &Uuid::new_v4().to_string(), body).await.expect(201);
        let attempt = Attempt { payment_id: text(&begun["payment_id"]), pay_url: text(&begun["redirect_url"]) };
        self.pay(&attempt).await;
        attempt.payment_id.parse().expect("an id")
    }

    /// Points that the payer has earned, and spent on a voucher or a gift; answers with the redemption.
    pub async fn spend_points(&self, payer: &Payer, reward: &str) -> Uuid {
        let today = self.ctx.today();
        let earn = RewardAccountCommand::Accrue(AccruePoints {
            holder: Holder::Account { account_id: payer.account_id },
            payment_id: Uuid::new_v4(),
            counterparty: None,
            points: 2_000,
            rial_per_point: self.ctx.policy_now().rewards.rial_per_point,
            per_day: 2_000,
            per_pair_and_day: 1,
            day: today,
            active_on: today,
            expires_on: today + Days::new(365),
        });
        let id = derived_id(payer.account_id, "rewards");
        let envelope = self.operator().envelope(&self.ctx, "AccruePoints", &CommandKey::fresh());
        self.ctx.store.execute::<RewardAccount>(id, earn, envelope).await.expect("earns");
        self.settle().await;
        let spent = payer.client.post_once("/api/v1/rewards/redemptions", &Uuid::new_v4().to_string(), json!({"reward": reward})).await.expect(201);
        self.settle().await;
        spent["redemption_id"].as_str().and_then(|id| id.parse().ok()).expect("an id")
    }

    /// What the payer presses on the gateway's page; answers with the way back, as a path of ours.
    pub async fn press(&self, attempt: &Attempt, action: &[(&str, &str)]) -> String {
        let browser = ApiClient::new("");
        let pressed = browser.send(browser.request(Method::POST, &attempt.pay_url).form(action)).await;
        assert_eq!(pressed.status, 303, "{}", pressed.text);
        let back = pressed.header("location").to_owned();
        back.strip_prefix(&*self.ctx.public_url).unwrap_or_else(|| panic!("back to {back}")).to_owned()
    }

    /// Comes back from the gateway.
    pub async fn come_back(&self, way: &str) -> Answer {
        self.anyone().get(way).await
    }

    /// Pays at the gateway and comes back.
    pub async fn pay(&self, attempt: &Attempt) -> Answer {
        let way = self.press(attempt, &[("action", "pay")]).await;
        let back = self.come_back(&way).await;
        self.settle().await;
        back
    }

    /// A payment as its payer sees it.
    pub async fn payment(&self, payer: &Payer, attempt: &Attempt) -> Value {
        self.settle().await;
        payer.client.get(&format!("/api/v1/payments/{}", attempt.payment_id)).await.expect(200)
    }

    /// The names of everything that happened to a record, in order.
    pub async fn happened(&self, aggregate_type: &str, id: &str) -> Vec<String> {
        let aggregate = Some((aggregate_type.to_owned(), Some(id.to_owned())));
        let filter = Filter { aggregate, ..Filter::default() };
        let events = history::page(self.ctx.pool(), &filter, Order::OldestFirst, 100).await.expect("the log is there");
        events.into_iter().map(|event| event.event_type).collect()
    }

    /// Some time later, every open payment is looked after once.
    pub async fn sweep_after(&self, time: TimeDelta) -> bool {
        self.clock.set(self.clock.now() + time);
        self.settle().await;
        let moved = application::payments::sweep(&self.ctx).await.expect("sweeps");
        self.settle().await;
        moved
    }
}

/// A text of an answer.
fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}
