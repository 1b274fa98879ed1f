//! Who asks.

use crate::{Context, Failure};
use domain::identity::account::Role;
use domain::identity::person::person_of;
use domain::kernel::Pii;
use domain::kernel::event::derived_id;
use event_store::Envelope;
use event_store::envelope::PUBLIC;
use uuid::{Uuid, Version};

/// Who asks. Portal and command line authenticate; use cases decide what the actor may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// Anyone, unknown.
    Public,
    /// Somebody who signed in.
    Account {
        /// The account.
        id: Uuid,
        /// What it is trusted with.
        roles: Vec<Role>,
        /// The session or token that was shown.
        session_id: Uuid,
    },
    /// Whoever runs the command line on the server.
    Operator {
        /// The system user's name.
        user: String,
    },
    /// The service itself, following up on an event.
    Reactor(&'static str),
}

/// The subject under which system users' names are sealed.
const OPERATORS: Uuid = Uuid::from_u128(0x7061_7276_616e_6568_6f70_6572_6174_6f72);

impl Actor {
    /// Whether the actor has any of these roles. The operator of the command line has all.
    pub fn has(&self, any: &[Role]) -> bool {
        match self {
            Self::Account { roles, .. } => roles.iter().any(|role| any.contains(role)),
            Self::Operator { .. } => true,
            Self::Public | Self::Reactor(_) => false,
        }
    }

    /// Refuses who has none of these roles.
    ///
    /// # Errors
    /// [`Failure::SignInNeeded`] for the unknown, [`Failure::Forbidden`] for others.
    pub fn must_have(&self, any: &[Role]) -> Result<(), Failure> {
        match self {
            Self::Public => Err(Failure::SignInNeeded),
            actor if actor.has(any) => Ok(()),
            _ => Err(Failure::Forbidden),
        }
    }

    /// The account, where somebody signed in.
    pub fn account_id(&self) -> Option<Uuid> {
        match self {
            Self::Account { id, .. } => Some(*id),
            _ => None,
        }
    }

    /// The envelope of a command for an account, which says for whom the actor acts where that is
    /// another's.
    pub(crate) fn envelope_for(&self, ctx: &Context, command: &'static str, key: &CommandKey, account_id: Uuid) -> Envelope {
        let envelope = self.envelope(ctx, command, key);
        if self.account_id() == Some(account_id) { envelope } else { envelope.with("on_behalf_of", person_of(account_id).to_string()) }
    }

    /// The opaque id that events keep.
    pub fn id(&self) -> String {
        match self {
            Self::Public => PUBLIC.to_owned(),
            Self::Account { id, .. } => id.to_string(),
            Self::Operator { .. } => "operator".to_owned(),
            Self::Reactor(name) => format!("reactor:{name}"),
        }
    }

    fn roles_text(&self) -> String {
        match self {
            Self::Account { roles, .. } => roles.iter().map(|role| role.code()).collect::<Vec<_>>().join(","),
            Self::Operator { .. } => "operator".to_owned(),
            Self::Reactor(_) => "system".to_owned(),
            Self::Public => "public".to_owned(),
        }
    }

    /// The envelope of a command that this actor gives now.
    pub fn envelope(&self, ctx: &Context, command: &'static str, key: &CommandKey) -> Envelope {
        let envelope = Envelope::new(command, key.id, self.id(), ctx.clock.now())
            .with("role", self.roles_text())
            .of_request(key.request.clone());
        match self {
            Self::Operator { user } => envelope.with_personal("system_user", Pii::clear(OPERATORS, user)),
            _ => envelope,
        }
    }
}

/// Under which id a command is done at most once, and what distinguishes it from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandKey {
    /// The command's id.
    pub id: Uuid,
    /// What was asked; another request under the same id is refused.
    pub request: Vec<u8>,
}

impl CommandKey {
    /// From the client's idempotency key: the same principal, route and key, the same command. A key
    /// that is a UUIDv7, as our forms' are, gives the command its time.
    pub fn from_client(principal: &str, route: &str, key: &str, request: impl Into<Vec<u8>>) -> Self {
        let name = format!("{principal}\u{1f}{route}\u{1f}{key}");
        let timed = Uuid::parse_str(key).ok().filter(|key| key.get_version() == Some(Version::SortRand));
        Self { id: derived_id(timed.unwrap_or(Uuid::NAMESPACE_OID), &name), request: request.into() }
    }

    /// For a command that nobody repeats by key.
    pub fn fresh() -> Self {
        Self { id: Uuid::now_v7(), request: Vec::new() }
    }

    /// A further command of the same request.
    #[must_use]
    pub fn then(&self, what: &str) -> Self {
        Self { id: derived_id(self.id, what), request: self.request.clone() }
    }
}
