//! What a browser needs in order to install the service, and no more than that.

use reqwest::Method;
use tests::app::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn the_manifest_names_icons_that_are_there() {
    let app = TestApp::start().await;
    let anyone = app.anyone();
    let manifest = anyone.get("/manifest.webmanifest").await;
    assert_eq!((manifest.status, manifest.header("content-type")), (200, "application/manifest+json"));
    let manifest = manifest.json;
    assert_eq!((&manifest["lang"], &manifest["dir"], &manifest["start_url"]), (&"fa".into(), &"rtl".into(), &"/fa/my".into()), "{manifest}");
    let icons = manifest["icons"].as_array().expect("icons");
    for icon in icons {
        let path = icon["src"].as_str().expect("an address");
        let asked = anyone.request(Method::GET, path).send().await.expect("answers");
        assert_eq!(asked.status(), 200, "{path}");
        assert_eq!(asked.headers()["content-type"], icon["type"].as_str().expect("a type"), "{path}");
        let bytes = asked.bytes().await.expect("bytes");
        if icon["type"] == "image/png" {
            let picture = image::load_from_memory(&bytes).expect("a picture");
            assert_eq!(icon["sizes"], format!("{}x{}", picture.width(), picture.height()), "{path}");
        }
    }
    for (size, purpose) in [("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")] {
        assert!(icons.iter().any(|icon| icon["sizes"] == size && icon["purpose"] == purpose), "{size} {purpose}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_run_our_own_scripts_only_and_the_worker_fetches_our_own_pages_only() {
    let app = TestApp::start().await;
    let anyone = app.anyone();
    let policy = "default-src 'none'; script-src 'self'; worker-src 'self'; manifest-src 'self'; connect-src 'self'; style-src 'self'; \
        img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    let home = anyone.get("/fa/").await;
    assert_eq!(home.header("content-security-policy"), policy);
    assert!(home.text.contains("/manifest.webmanifest") && !home.text.contains("/assets/install.js"), "strangers install nothing");
    let worker = anyone.get("/service-worker.js").await;
    assert_eq!((worker.status, worker.header("content-type")), (200, "text/javascript; charset=utf-8"));
    assert_eq!(worker.header("content-security-policy"), "default-src 'none'; connect-src 'self'");
    assert!(!worker.text.contains("__VERSION__") && worker.text == anyone.get("/service-worker.js").await.text);

    let driver = app.signed_in(&app.new_mobile()).await;
    let out = driver.fill_in("/fa/my", "/fa/sign-out", &[]).await;
    assert_eq!((out.status, out.header("clear-site-data")), (303, "\"cache\", \"storage\""));
}
