use super::{RatingCommand, RatingError, RatingEvent};
use crate::kernel::event::aggregate;
use crate::policy::offers;
use serde::{Deserialize, Serialize};

/// A rating's state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rating {
    /// Not given yet.
    #[default]
    Absent,
    /// Given.
    Given,
}

impl Rating {
    /// Decides a command, purely.
    ///
    /// # Errors
    /// See [`RatingError`].
    pub fn decide(&self, command: RatingCommand) -> Result<Vec<RatingEvent>, RatingError> {
        let RatingCommand::Rate(mut rate) = command;
        if *self == Self::Given {
            return Err(RatingError::AlreadyRated);
        }
        if !(1..=5).contains(&rate.stars) {
            return Err(RatingError::StarsOutOfRange);
        }
        if !rate.tags.iter().all(|tag| offers(&rate.offered_tags, tag)) {
            return Err(RatingError::UnknownTag);
        }
        rate.tags.sort();
        rate.tags.dedup();
        Ok(vec![RatingEvent::RideRated {
            ride: rate.ride,
            stars: rate.stars,
            tags: rate.tags,
            comment: rate.comment,
            policy_version: rate.policy_version,
        }])
    }

    pub(super) fn fold(&mut self, RatingEvent::RideRated { .. }: RatingEvent) {
        *self = Self::Given;
    }
}

aggregate!(Rating, RatingCommand, RatingEvent, RatingError);
