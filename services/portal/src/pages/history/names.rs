//! Who somebody is whose id the log keeps.

use application::{Context, Failure};
use domain::identity::account::Role;
use domain::kernel::Pii;
use event_store::Opened;
use i18n::Locale;
use projections::accounts::{self, AccountRow};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Actors that are no accounts, each with the key of its name.
pub(super) const NAMELESS: [(&str, &str); 2] = [("public", "actor-public"), ("operator", "actor-operator")];

/// The names of actors.
pub(in crate::pages) struct Names {
    locale: Locale,
    accounts: HashMap<String, String>,
}

impl Names {
    /// The names of these actors.
    ///
    /// # Errors
    /// Where the database does not answer or a name does not open.
    pub async fn of(ctx: &Context, locale: Locale, actors: impl Iterator<Item = &str>) -> Result<Self, Failure> {
        let mut names = HashMap::new();
        for id in actors.collect::<BTreeSet<_>>() {
            let Ok(account_id) = Uuid::parse_str(id) else { continue };
            if let Some(account) = accounts::query::by_id(ctx.pool(), account_id).await? {
                names.insert(id.to_owned(), name(ctx, locale, &account).await?);
            }
        }
        Ok(Self { locale, accounts: names })
    }

    /// What to call an actor; the id itself where nobody has it.
    pub fn call(&self, actor: &str) -> String {
        if let Some((_, key)) = NAMELESS.iter().find(|(id, _)| *id == actor) {
            return i18n::text(self.locale, key);
        }
        match actor.strip_prefix("reactor:") {
            Some(_) => i18n::text(self.locale, "actor-system"),
            None => self.accounts.get(actor).cloned().unwrap_or_else(|| actor.to_owned()),
        }
    }
}

/// A person's name with the roles.
pub(super) async fn name(ctx: &Context, locale: Locale, account: &AccountRow) -> Result<String, Failure> {
    let name = match &account.name {
        Some(Pii::Sealed(sealed)) => match ctx.store.open_sealed(sealed).await? {
            Opened::Text(name) => name,
            Opened::Erased => i18n::text(locale, "actor-erased"),
        },
        Some(Pii::Clear { .. }) => return Err(Failure::Internal("a read model holds a clear name".to_owned())),
        None => i18n::text(locale, "actor-unnamed"),
    };
    let roles = account.roles.iter().map(|role| role_name(locale, *role));
    Ok(std::iter::once(name).chain(roles).collect::<Vec<_>>().join(&i18n::text(locale, "list-comma")))
}

fn role_name(locale: Locale, role: Role) -> String {
    i18n::text(locale, &format!("role-{}", role.code()))
}
