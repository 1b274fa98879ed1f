//! The list of the API's operations, for people.

use crate::routes::{Access, Endpoint, get};
use crate::views::platform::{ApiDocs, Operation};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::reply::page;
use actix_web::{HttpResponse, web};
use i18n::Locale;

/// The list's pages; the one without a language is in that of `Accept-Language`.
pub fn endpoints() -> Vec<Endpoint> {
    vec![get("/api/docs", Access::Anyone, || web::to(show)), get("/{lang}/api/docs", Access::Anyone, || web::to(show))]
}

async fn show(caller: Caller) -> Result<HttpResponse, WebError> {
    let operations = crate::api::operations().into_iter().map(|operation| Operation {
        method: operation.method,
        path: operation.path,
        summary: operation.summary,
        who: who(operation.access, caller.locale),
    });
    page(&ApiDocs { page: caller.page(), operations: operations.collect() })
}

fn who(access: Access, locale: Locale) -> String {
    match access {
        Access::Anyone => i18n::text(locale, "api-anyone"),
        Access::SignedIn => i18n::text(locale, "api-signed-in"),
        Access::Roles(roles) => {
            let names = roles.iter().map(|role| i18n::text(locale, &format!("role-{}", role.code())));
            names.collect::<Vec<_>>().join(&i18n::text(locale, "list-comma"))
        }
    }
}
