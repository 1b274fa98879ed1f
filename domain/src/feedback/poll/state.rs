use super::{OpenPoll, PollCommand, PollError, PollEvent};
use crate::kernel::event::aggregate;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A poll's state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Poll {
    /// Not opened yet.
    #[default]
    Absent,
    /// Asked, or to be asked.
    Open(AskedPoll),
    /// Asked no longer, before its last day.
    Closed,
}

/// What an answer must know of its question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedPoll {
    /// The codes that can be answered.
    pub choices: Vec<String>,
    /// The first day.
    pub opens_on: NaiveDate,
    /// The last day.
    pub closes_on: NaiveDate,
}

/// So many choices at least and at most.
const CHOICES: std::ops::RangeInclusive<usize> = 2..=6;

impl Poll {
    /// Decides a command, purely.
    ///
    /// # Errors
    /// See [`PollError`].
    pub fn decide(&self, command: PollCommand) -> Result<Vec<PollEvent>, PollError> {
        match (self, command) {
            (Self::Absent, PollCommand::Open(open)) => opened(open),
            (Self::Open(_) | Self::Closed, PollCommand::Open(_)) => Err(PollError::AlreadyOpened),
            (Self::Absent, PollCommand::Close { .. }) => Err(PollError::Absent),
            (Self::Open(poll), PollCommand::Close { today }) if today <= poll.closes_on => Ok(vec![PollEvent::PollClosed { on: today }]),
            (Self::Open(_) | Self::Closed, PollCommand::Close { .. }) => Err(PollError::Ended),
        }
    }

    pub(super) fn fold(&mut self, event: PollEvent) {
        *self = match event {
            PollEvent::PollOpened { choices, opens_on, closes_on, .. } => {
                Self::Open(AskedPoll { choices: choices.into_iter().map(|choice| choice.code).collect(), opens_on, closes_on })
            }
            PollEvent::PollClosed { .. } => Self::Closed,
        };
    }
}

fn opened(open: OpenPoll) -> Result<Vec<PollEvent>, PollError> {
    if !CHOICES.contains(&open.choices.len()) {
        return Err(PollError::ChoicesOutOfRange);
    }
    let told: [fn(&super::PollChoice) -> &str; 3] = [|choice| &choice.code, |choice| &choice.text.fa, |choice| &choice.text.en];
    if told.iter().any(|text| open.choices.iter().map(text).collect::<BTreeSet<_>>().len() < open.choices.len()) {
        return Err(PollError::ChoicesAlike);
    }
    if open.opens_on < open.today {
        return Err(PollError::OpensInThePast);
    }
    if open.closes_on < open.opens_on {
        return Err(PollError::ClosesBeforeItOpens);
    }
    Ok(vec![PollEvent::PollOpened { question: open.question, choices: open.choices, opens_on: open.opens_on, closes_on: open.closes_on }])
}

aggregate!(Poll, PollCommand, PollEvent, PollError);
