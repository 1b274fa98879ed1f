//! A real browser, at the width of an old phone.

use crate::app::TestApp;
use chromiumoxide::cdp::browser_protocol::dom::SetFileInputFilesParams;
use chromiumoxide::cdp::browser_protocol::emulation::{SetDeviceMetricsOverrideParams, SetEmulatedMediaParams};
use chromiumoxide::cdp::browser_protocol::input::InsertTextParams;
use chromiumoxide::cdp::browser_protocol::page::{CaptureScreenshotFormat, GetInstallabilityErrorsParams, PrintToPdfParams, Viewport};
use chromiumoxide::cdp::browser_protocol::target::SetAutoAttachParams;
use chromiumoxide::page::ScreenshotParams;
use chromiumoxide::{Browser, BrowserConfig, Page};
use futures::StreamExt;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;

/// What Chromium is started with: nothing that looks for a network of its own.
const ARGUMENTS: [&str; 8] = [
    "disable-gpu",
    "disable-quic",
    "no-first-run",
    "disable-background-networking",
    "disable-component-update",
    "disable-sync",
    "disable-dev-shm-usage",
    "hide-scrollbars",
];

/// A page that takes longer than this has failed.
const PATIENCE: Duration = Duration::from_secs(30);

/// A browser with one tab, gone when dropped.
pub struct Phone {
    /// The tab.
    pub page: Page,
    browser: Browser,
    _profile: TempDir,
}

impl Phone {
    /// Starts Chromium with an empty profile and a screen of 360 by 760.
    ///
    /// # Panics
    /// Where Chromium is missing: `.ci/setup --tests` installs it.
    pub async fn start() -> Self {
        let profile = TempDir::new().expect("a folder for the profile");
        let config = BrowserConfig::builder()
            .chrome_executable(executable())
            .no_sandbox()
            .args(ARGUMENTS)
            .user_data_dir(profile.path())
            .request_timeout(PATIENCE)
            .launch_timeout(Duration::from_secs(60))
            .build()
            .expect("a configuration");
        let (browser, mut handler) = Browser::launch(config).await.expect("Chromium starts");
        tokio::spawn(async move { while handler.next().await.is_some() {} });
        let page = browser.new_page("about:blank").await.expect("a tab");
        // A service worker runs by itself: attached to, it would wait for somebody to let it go.
        let alone = SetAutoAttachParams::builder().auto_attach(false).wait_for_debugger_on_start(false).flatten(true).build();
        page.execute(alone.expect("complete")).await.expect("is let alone");
        let phone = Self { page, browser, _profile: profile };
        phone.resize(360, 760).await;
        phone
    }

    /// Gives the screen another size.
    ///
    /// # Panics
    /// Where the browser does not answer.
    pub async fn resize(&self, width: i64, height: i64) {
        let metrics = SetDeviceMetricsOverrideParams::new(width, height, 2.0, true);
        self.page.execute(metrics).await.expect("resizes");
    }

    /// Goes to an address.
    ///
    /// # Panics
    /// Where it cannot be loaded.
    pub async fn open(&self, url: &str) {
        self.page.goto(url).await.unwrap_or_else(|error| panic!("{url}: {error}"));
    }

    /// Clicks what a selector finds and waits for the page that follows.
    ///
    /// # Panics
    /// Where there is nothing to click.
    pub async fn follow(&self, selector: &str) {
        // In one go: what is found by one question may be gone by the next. The click's own navigation is
        // awaited by the mark that this leaves on the page before.
        let click = format!("(found => {{ found.scrollIntoView(); window.before = true; found.click(); return true }})(document.querySelector({selector:?}))");
        self.page.evaluate(click).await.unwrap_or_else(|error| panic!("{selector}: {error}"));
        let turned = async {
            while self.js("window.before === true || document.readyState !== 'complete'").await == serde_json::Value::Bool(true) {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(PATIENCE, turned).await.unwrap_or_else(|_| panic!("{selector} leads nowhere"));
    }

    /// Waits until the browser stands at an address that begins so, as where a page leads on by itself.
    ///
    /// # Panics
    /// Where it does not get there.
    pub async fn arrive(&self, address: &str) {
        let there = async {
            while !self.url().await.starts_with(address) || self.js("document.readyState === 'complete'").await != serde_json::Value::Bool(true) {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(PATIENCE, there).await.unwrap_or_else(|_| panic!("does not arrive at {address}"));
    }

    /// Waits until a reader sees this text.
    ///
    /// # Panics
    /// Where it does not appear.
    pub async fn shows(&self, text: &str) {
        let there = async {
            while !self.text().await.contains(text) {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(PATIENCE, there).await.unwrap_or_else(|_| panic!("{text} does not appear"));
    }

    /// Signs in.
    ///
    /// # Panics
    /// Where the browser does not get in.
    pub async fn sign_in(&self, app: &TestApp, mobile: &str) {
        self.open(&format!("{}/fa/sign-in", app.address)).await;
        self.sign_in_here(mobile, app.messages.take_code(mobile)).await;
    }

    /// The same, from the page of signing in that is open, with the one-time code that arrives.
    ///
    /// # Panics
    /// As [`Phone::sign_in`].
    pub async fn sign_in_here(&self, mobile: &str, code: impl Future<Output = String>) {
        self.fill("[name=contact]", mobile).await;
        self.follow("main form button").await;
        self.fill("[name=code]", &code.await).await;
        self.follow("main form button").await;
    }

    /// Types into the field that a selector finds, in place of what stands there: a browser that loads a
    /// page again keeps what was typed.
    ///
    /// # Panics
    /// Where there is none.
    pub async fn fill(&self, selector: &str, text: &str) {
        let element = self.page.find_element(selector).await.unwrap_or_else(|error| panic!("{selector}: {error}"));
        element.click().await.expect("takes the focus");
        self.page.evaluate(format!("document.querySelector({selector:?}).select()")).await.unwrap_or_else(|error| panic!("{selector}: {error}"));
        // As an input method does: not every letter has a key.
        self.page.execute(InsertTextParams::new(text)).await.expect("types");
    }

    /// Clicks without going anywhere: a radio, a box to tick.
    ///
    /// # Panics
    /// Where there is nothing to click.
    pub async fn tick(&self, selector: &str) {
        self.page.evaluate(format!("document.querySelector({selector:?}).click()")).await.unwrap_or_else(|error| panic!("{selector}: {error}"));
    }

    /// Chooses from a list.
    ///
    /// # Panics
    /// Where there is no list, or nothing of this value in it.
    pub async fn choose(&self, selector: &str, value: &str) {
        let script = format!("(() => {{ const list = document.querySelector({selector:?}); list.value = {value:?}; return list.value; }})()");
        assert_eq!(self.js(&script).await, value, "{selector} offers no {value}");
    }

    /// Puts a file into the field that a selector finds.
    ///
    /// # Panics
    /// Where there is none.
    pub async fn attach(&self, selector: &str, file: &Path) {
        let element = self.page.find_element(selector).await.unwrap_or_else(|error| panic!("{selector}: {error}"));
        let mut attached = SetFileInputFilesParams::new(vec![file.display().to_string()]);
        attached.backend_node_id = Some(element.backend_node_id);
        self.page.execute(attached).await.expect("takes the file");
    }

    /// Looks at a page again and again until it shows what a selector finds: what follows by itself
    /// takes its time.
    ///
    /// # Panics
    /// Where it never does.
    pub async fn open_until(&self, url: &str, selector: &str) {
        let shown = async {
            loop {
                self.open(url).await;
                if self.has(selector).await {
                    return;
                }
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        };
        if tokio::time::timeout(PATIENCE, shown).await.is_err() {
            panic!("{url} never shows {selector}: {}", self.text().await);
        }
    }

    /// Waits until the page, or the one that it leads to by itself, shows what a selector finds.
    ///
    /// # Panics
    /// Where it never does.
    pub async fn wait_for(&self, selector: &str) {
        let shown = async {
            while !self.has(selector).await || self.js("document.readyState !== 'complete'").await == serde_json::Value::Bool(true) {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        if tokio::time::timeout(PATIENCE, shown).await.is_err() {
            panic!("{} never shows {selector}: {}", self.url().await, self.text().await);
        }
    }

    /// Whether the page has what a selector finds.
    pub async fn has(&self, selector: &str) -> bool {
        self.js(&format!("document.querySelector({selector:?}) !== null")).await == serde_json::Value::Bool(true)
    }

    /// What a script gives. During a navigation there may be nobody to ask: null then.
    pub async fn js(&self, script: &str) -> serde_json::Value {
        match self.page.evaluate(script).await {
            Ok(result) => result.value().cloned().unwrap_or_default(),
            Err(_) => serde_json::Value::Bool(true),
        }
    }

    /// The text that a reader sees.
    ///
    /// # Panics
    /// Where the page has no body.
    pub async fn text(&self) -> String {
        self.js("document.body.innerText").await.as_str().expect("a body").to_owned()
    }

    /// Where the browser is.
    pub async fn url(&self) -> String {
        self.js("location.href").await.as_str().unwrap_or_default().to_owned()
    }

    /// A picture of the whole page, kept under `target/screenshots`.
    ///
    /// # Panics
    /// Where none can be taken.
    pub async fn screenshot(&self, name: &str) -> Vec<u8> {
        // A clip and not `full_page`, which leaves the screen with another size than it had.
        let side = async |name: &str| {
            let script = format!("Math.max(document.documentElement.scroll{name}, window.inner{name})");
            self.js(&script).await.as_f64().expect("a length")
        };
        let clip = Viewport { x: 0.0, y: 0.0, width: side("Width").await, height: side("Height").await, scale: 1.0 };
        let whole = ScreenshotParams::builder().format(CaptureScreenshotFormat::Png).clip(clip).capture_beyond_viewport(true).build();
        let png = self.page.screenshot(whole).await.expect("a picture");
        keep(&format!("{name}.png"), &png);
        png
    }

    /// The page on paper, as a PDF, kept beside the pictures.
    ///
    /// # Panics
    /// Where it cannot be printed.
    pub async fn printed(&self, name: &str) -> Vec<u8> {
        let params = PrintToPdfParams { prefer_css_page_size: Some(true), print_background: Some(false), ..PrintToPdfParams::default() };
        let pdf = self.page.pdf(params).await.expect("is printed");
        keep(&format!("{name}.pdf"), &pdf);
        pdf
    }

    /// A picture of the page as it is laid out for paper.
    ///
    /// # Panics
    /// Where none can be taken.
    pub async fn on_paper(&self, name: &str) -> Vec<u8> {
        let media = |medium: &str| SetEmulatedMediaParams::builder().media(medium).build();
        self.page.execute(media("print")).await.expect("turns to paper");
        let picture = self.screenshot(name).await;
        self.page.execute(media("")).await.expect("turns back");
        picture
    }

    /// A drawing at a size in pixels; where it draws nothing, the picture is transparent.
    ///
    /// # Panics
    /// Where none can be taken.
    pub async fn drawn(&self, svg: &str, side: u32) -> Vec<u8> {
        let metrics = SetDeviceMetricsOverrideParams::new(i64::from(side), i64::from(side), 1.0, false);
        self.page.execute(metrics).await.expect("resizes");
        let style = "body { margin: 0 } svg { display: block; inline-size: 100vw; block-size: 100vh }";
        self.page.set_content(format!("<!doctype html><style>{style}</style>{svg}")).await.expect("is shown");
        let picture = ScreenshotParams::builder().format(CaptureScreenshotFormat::Png).omit_background(true).build();
        self.page.screenshot(picture).await.expect("a picture")
    }

    /// What keeps the page from being installed as an application; empty is right.
    ///
    /// # Panics
    /// Where the browser does not answer.
    pub async fn not_installable_for(&self) -> Vec<String> {
        let answer = self.page.execute(GetInstallabilityErrorsParams::default()).await.expect("answers");
        answer.result.installability_errors.into_iter().map(|error| error.error_id).collect()
    }

    /// Everything that axe finds wrong with the page by WCAG 2.2 A and AA; empty is right. Also
    /// whether it scrolls sideways.
    ///
    /// # Panics
    /// Where axe is missing: `.ci/test` fetches it.
    pub async fn violations(&self) -> Vec<String> {
        let axe = std::fs::read_to_string(target().join("axe/axe.min.js")).expect(".ci/test fetches axe");
        self.page.evaluate(axe).await.expect("axe loads");
        let script = "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
            .then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 120)).join(' | ')))";
        let found = self.page.evaluate(script).await.expect("axe runs");
        let mut violations: Vec<String> = found.into_value().expect("a list of texts");
        if self.js("document.documentElement.scrollWidth > document.documentElement.clientWidth").await == serde_json::Value::Bool(true) {
            violations.push("the page scrolls sideways".to_owned());
        }
        violations
    }

    /// Looks at the page as it is now: a picture is kept, and nothing is wrong with it.
    ///
    /// # Panics
    /// Where axe finds a fault, or the page scrolls sideways.
    pub async fn look(&self, name: &str) {
        self.screenshot(name).await;
        let violations = self.violations().await;
        assert!(violations.is_empty(), "{name}: {violations:#?}");
    }

    /// Ends the browser.
    pub async fn close(mut self) {
        // It is on its way out: an error changes nothing.
        let _ = self.browser.close().await;
        let _ = self.browser.wait().await;
    }
}

/// The first QR code that a picture shows.
pub fn read_code(png: &[u8]) -> Option<String> {
    let picture = image::load_from_memory(png).ok()?.to_luma8();
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let grey = |x: usize, y: usize| picture.as_raw()[y * width + x];
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, grey);
    prepared.detect_grids().iter().find_map(|grid| grid.decode().ok()).map(|(_, text)| text)
}

fn executable() -> PathBuf {
    let known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    known.iter().map(PathBuf::from).find(|path| path.exists()).expect("Chromium is installed by .ci/setup --tests")
}

/// Keeps a picture or a paper under `target/screenshots`.
fn keep(name: &str, bytes: &[u8]) {
    let folder = target().join("screenshots");
    std::fs::create_dir_all(&folder).expect("a folder for pictures");
    std::fs::write(folder.join(name), bytes).expect("it is kept");
}

/// The workspace's target folder.
fn target() -> PathBuf {
    let named = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    named.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../target"))
}
