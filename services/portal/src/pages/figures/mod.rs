//! The city's taxis in numbers, for everyone; the same as files.

mod data;
mod sections;

use crate::routes::{Access, Endpoint, get};
use crate::views::figures::{DataFile, Figures};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::reply::page;
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::figures::{DATASETS, view};

/// The figures' routes.
pub fn endpoints() -> Vec<Endpoint> {
    let mut all = vec![get("/{lang}/figures", Access::Anyone, || web::to(show))];
    all.extend(data::endpoints());
    all
}

async fn show(portal: web::Data<Portal>, caller: Caller) -> Result<HttpResponse, WebError> {
    let (ctx, locale) = (&portal.ctx, caller.locale);
    let figures = view(ctx).await?;
    let file = |dataset: &application::figures::Dataset| DataFile {
        path: format!("/data/{}.csv", dataset.name),
        name: format!("{}.csv", dataset.name),
        about: i18n::text(locale, &format!("figures-file-{}", dataset.name)),
        columns: dataset.columns.join(", "),
    };
    page(&Figures {
        page: caller.page(),
        today: i18n::date(locale, ctx.today()),
        kpis: sections::kpis(locale, &figures),
        sections: sections::all(locale, &figures),
        files: DATASETS.iter().map(file).collect(),
    })
}
