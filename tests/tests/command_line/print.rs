//! What is printed can be scanned.

use std::path::Path;
use tests::app::TestApp;
use tests::browser::{Phone, read_code};
use tests::parvaneh::Parvaneh;

#[tokio::test(flavor = "multi_thread")]
async fn a_printed_sheet_can_be_scanned() {
    let app = TestApp::start().await;
    let mut codes = Vec::new();
    for _ in 0..3 {
        codes.push(app.valid_taxi().await.code);
    }
    let folder = tempfile::TempDir::new().expect("a folder");
    let out = folder.path().join("sheets");
    let parvaneh = Parvaneh::beside(&app);
    let (status, printed) = parvaneh.json(&["qr", "sheet", "--state", "valid", "--type", "taxi", "--out", out.to_str().expect("a plain path")]);
    assert_eq!((status, &printed["codes"], &printed["pages"]), (0, &3.into(), &1.into()), "{printed}");

    let phone = Phone::start().await;
    phone.resize(1_000, 1_400).await;
    phone.open(&format!("file://{}", sheet(&out).display())).await;
    let picture = phone.screenshot("print-sheet").await;
    let scanned = read_code(&picture).expect("a printed code can be read");
    let code = scanned.rsplit('/').next().expect("a code");
    assert!(codes.iter().any(|known| known == code), "{scanned}");
    phone.close().await;

    let (status, checked) = parvaneh.json(&["qr", "check", code]);
    assert_eq!(status, 0, "{checked}");
    assert_eq!(parvaneh.call(&["qr", "check", "0000-0000-0000-0000"]).status.code(), Some(1));
}

fn sheet(out: &Path) -> std::path::PathBuf {
    let files = std::fs::read_dir(out).expect("a folder").map(|entry| entry.expect("an entry").path());
    files.filter(|path| path.to_string_lossy().contains("stickers-")).min().expect("a sheet")
}
