//! The city's taxis in numbers, for everyone, and the same as files.

use chrono::TimeDelta;
use domain::identity::account::Role;
use serde_json::{Value, json};
use tests::app::{TestApp, noon};
use tests::browser::Phone;

/// The rows of a file, without its header.
async fn rows(app: &TestApp, name: &str) -> Vec<String> {
    let file = app.anyone().get(&format!("/data/{name}.csv")).await;
    assert_eq!((file.status, file.header("content-type"), file.header("cache-control")), (200, "text/csv; charset=utf-8", "public, max-age=3600"));
    file.text.lines().skip(1).map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happened_is_counted_by_month_and_the_fleet_grows_old_by_the_clock() {
    let app = TestApp::start_with(|ctx| ctx.limits = false).await;
    let taxi = app.valid_taxi().await;
    app.valid_taxi().await;
    app.driver(&taxi, true).await;
    for stars in [5, 5, 4, 5, 1, 5, 5, 3, 5] {
        app.anyone().post(&format!("/api/v1/scan/{}/ratings", taxi.code), json!({"stars": stars})).await.expect(201);
    }
    app.settle().await;
    assert_eq!(rows(&app, "fleet").await, ["taxi,dual,2022,4,false,2"]);
    assert_eq!(rows(&app, "permits").await, ["1405-09,driver,1,0", "1405-09,vehicle,2,0"]);
    assert_eq!(rows(&app, "payments").await, ["1405-09,invoice,1,7700000"]);
    assert_eq!(rows(&app, "ratings").await, Vec::<String>::new(), "nine are too few");
    app.anyone().post(&format!("/api/v1/scan/{}/ratings", taxi.code), json!({"stars": 2})).await.expect(201);
    app.settle().await;
    assert_eq!(rows(&app, "ratings").await, ["1405-09,10,1,1,1,1,6"]);

    // The car's own mean waits until the day is over, so that no driver can tell who gave what.
    let record = format!("/api/v1/register/{}", taxi.licence_id);
    assert_eq!(app.anyone().get(&record).await.expect(200)["ratings"], Value::Null);
    app.clock.set(noon() + TimeDelta::days(1));
    assert_eq!(app.anyone().get(&record).await.expect(200)["ratings"], json!({"tenths": 40, "at_least": 10}));

    // A dual-fuel car of 2022 reaches its threshold age in 2030; by then these licences are over.
    let page = app.anyone().get("/en/figures").await.text;
    assert!(page.contains("The fleet by age") && page.contains("<svg") && page.contains("direction=\"ltr\"") && page.contains("<details>"), "{page}");
    app.clock.set(noon() + TimeDelta::days(365));
    app.settle().await;
    assert_eq!(rows(&app, "fleet").await, ["taxi,dual,2022,5,false,2"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_car_is_past_its_threshold_from_nowruz_on_and_not_from_new_year() {
    let app = TestApp::start().await;
    let officer = app.staff(Role::Officer).await;
    for year in [2018, 2019] {
        let mut car = app.vehicle();
        car["year"] = json!(year);
        let vehicle = officer.post("/api/v1/vehicles", car).await.expect(201);
        let path = format!("/api/v1/vehicles/{}/licences", vehicle["vehicle_id"].as_str().expect("an id"));
        officer.post(&path, json!({})).await.expect(201);
    }
    app.settle().await;
    for (day, fleet) in [
        ("2026-11-23", ["taxi,dual,2018,8,true,1", "taxi,dual,2019,7,false,1"]),
        ("2027-02-01", ["taxi,dual,2018,9,true,1", "taxi,dual,2019,8,false,1"]),
        ("2027-03-21", ["taxi,dual,2018,9,true,1", "taxi,dual,2019,8,true,1"]),
    ] {
        app.clock.set(format!("{day}T08:30:00Z").parse().expect("a time"));
        app.settle().await;
        assert_eq!(rows(&app, "fleet").await, fleet, "{day}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_register_is_a_file_without_anything_that_is_not_everyones() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let driver = app.driver(&taxi, true).await;
    let file = app.anyone().get("/data/register.csv").await.text;
    assert!(file.starts_with("licence_number,permit_kind,status,plate"), "{file}");
    assert!(file.contains(&format!("{},taxi,valid,{}", taxi.number, taxi.plate)) && file.contains("1407-09-02"), "{file}");
    for secret in ["NAAM01E15HK", "رستمی", &driver.number, &driver.applicant.national_id] {
        assert!(!file.contains(secret), "{secret} is told: {file}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_catalogue_names_every_file_and_every_file_is_there() {
    let app = TestApp::start().await;
    let answer = app.anyone().get("/data/catalog.jsonld").await;
    assert_eq!(answer.header("content-type"), "application/ld+json");
    let datasets = answer.json["dcat:dataset"].as_array().expect("data sets");
    assert_eq!(datasets.len(), 5);
    for dataset in datasets {
        let address = dataset["dcat:distribution"][0]["dcat:downloadURL"]["@id"].as_str().expect("an address");
        let path = address.strip_prefix(&*app.ctx.public_url).expect("ours");
        let file = app.anyone().get(path).await;
        let header: Vec<&str> = file.text.lines().next().expect("a header").split(',').collect();
        let keywords: Vec<&str> = dataset["dcat:keyword"].as_array().expect("columns").iter().filter_map(|word| word.as_str()).collect();
        assert_eq!(header, keywords, "{path}");
        assert!(dataset["dct:title"][0]["@value"].as_str().is_some_and(|title| !title.is_empty()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_figures_is_free_of_faults_on_a_phone() {
    let app = TestApp::start_with(|ctx| ctx.limits = false).await;
    let officer = app.staff(Role::Officer).await;
    for month in 0..8 {
        app.clock.set(noon() + TimeDelta::days(month * 30));
        for _ in 0..(month * 5 % 3 + 1) {
            app.taxi_by(&officer).await;
        }
    }
    let taxi = app.taxi_by(&officer).await;
    app.driver(&taxi, true).await;
    for n in 0..24 {
        app.anyone().post(&format!("/api/v1/scan/{}/ratings", taxi.code), json!({"stars": 5 - n % 3})).await.expect(201);
    }
    app.settle().await;
    let phone = Phone::start().await;
    for language in ["fa", "en"] {
        phone.open(&format!("{}/{language}/figures", app.address)).await;
        phone.look(&format!("figures-{language}")).await;
    }
    phone.js("document.querySelectorAll('details').forEach(all => { all.open = true })").await;
    phone.look("figures-tables").await;
    phone.resize(1280, 900).await;
    phone.open(&format!("{}/fa/figures", app.address)).await;
    phone.look("figures-desk").await;
    phone.close().await;
}
