//! The card index of the telephone taxi agencies, taken over when the organisation began to work
//! with the service: agencies and their cars without plates, as old registers have them.

use super::people::acting;
use super::plan::{Deed, Step};
use application::import::{ImportFailure, Mapping, import_vehicles};
use application::{CommandKey, Context, Failure};
use chrono::{DateTime, Utc};
use domain::identity::account::Role;

const REGISTER: &str = include_str!("register/agencies.csv");
const MAPPING: &str = include_str!("register/agencies.toml");

struct TakeOver;

pub(super) fn steps(now: DateTime<Utc>) -> Vec<Step> {
    vec![Step::hours_ago(now, 729 * 24, "old register", TakeOver)]
}

#[async_trait::async_trait]
impl Deed for TakeOver {
    /// Under ids of the import's own: repeated, it finds every row known.
    async fn carry_out(&self, ctx: &Context, _: &CommandKey) -> Result<(), Failure> {
        let broken = |failure| match failure {
            ImportFailure::Service(failure) => failure,
            ImportFailure::File(error) => Failure::Internal(error.to_string()),
        };
        let mapping = Mapping::parse("agencies.toml", MAPPING).map_err(|error| broken(error.into()))?;
        let nowhere = None::<&mut application::import::Report<std::io::Sink>>;
        let imported = import_vehicles(ctx, &acting(Role::Admin), REGISTER.as_bytes(), Some(mapping), false, nowhere, &|_| {}).await;
        imported.map(drop).map_err(broken)
    }
}
