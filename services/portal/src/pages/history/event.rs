use super::names::Names;
use super::rows::{fields, row};
use crate::routes::{Endpoint, get};
use crate::views::history::{CauseNode, Entry, EventPage};
use crate::web::audit;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::reply::page;
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::audit::{AUDITORS, browse_history};
use application::{Context, Failure};
use auditor::{Consequence, EventJson, Story};
use domain::audit::access::HistoryFilter;
use event_store::{Recorded, history};
use i18n::Locale;
use serde::Deserialize;
use serde_json::Value;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/{lang}/history/{position}", super::READERS, || web::to(show))]
}

#[derive(Debug, Deserialize)]
struct PositionPath {
    position: i64,
}

async fn show(portal: web::Data<Portal>, caller: Caller, path: web::Path<PositionPath>) -> Result<HttpResponse, WebError> {
    caller.actor.must_have(AUDITORS)?;
    let ctx = &portal.ctx;
    let at = Some(path.position.to_string());
    browse_history(ctx, &caller.actor, HistoryFilter { from: at.clone(), to: at, ..HistoryFilter::default() }).await?;
    let event = history::at(ctx.pool(), path.position).await?.ok_or(Failure::NotFound)?;
    let story = auditor::why(ctx.pool(), path.position).await.map_err(|error| audit::failure(error, ""))?.ok_or(Failure::NotFound)?;
    page(&view(ctx, &caller, &event, &story).await?)
}

async fn view(ctx: &Context, caller: &Caller, event: &Recorded, story: &Story) -> Result<EventPage, Failure> {
    let locale = caller.locale;
    let told = events_of(story);
    let names = Names::of(ctx, locale, told.iter().map(|event| event.actor_id.as_str())).await?;
    let command = command(locale, story);
    let facts = fields(event);
    Ok(EventPage {
        page: caller.page(),
        event: row(event, &names, ctx.policy_now(), locale),
        actor_id: event.actor_id.clone(),
        sequence: event.sequence,
        event_id: event.event_id.to_string(),
        event_version: event.event_version.clone(),
        command_id: event.command_id.to_string(),
        correlation_id: event.correlation_id.to_string(),
        causation_id: (event.causation_id != event.command_id).then(|| event.causation_id.to_string()),
        policy_version: facts["policy_version"].as_str().map(str::to_owned),
        causes: Tree { names, locale }.grow(story, &command),
        command,
        metadata: metadata(&event.metadata),
        payload: indented(&event.payload),
        licence_id: licence(event, &facts),
    })
}

/// Every event that the tree shows.
fn events_of(story: &Story) -> Vec<&EventJson> {
    let mut told: Vec<&EventJson> = story.causes.iter().chain(std::iter::once(&story.event)).chain(&story.together).collect();
    let mut below: Vec<&Consequence> = story.consequences.iter().collect();
    while let Some(next) = below.pop() {
        told.push(&next.event);
        below.extend(&next.children);
    }
    told
}

/// The command's name in words, or as the metadata has it.
fn command(locale: Locale, story: &Story) -> String {
    let name = story.command.command.as_deref().unwrap_or_default();
    i18n::find_text(locale, &format!("command-{name}")).unwrap_or_else(|| name.to_owned())
}

struct Tree {
    names: Names,
    locale: Locale,
}

impl Tree {
    /// What the event came from above it, its command, all that the command made, and what came of
    /// the event below it.
    fn grow(&self, story: &Story, command: &str) -> Vec<CauseNode> {
        let mut nodes: Vec<CauseNode> = story.causes.iter().enumerate().map(|(depth, event)| self.node(depth, event)).collect();
        let depth = nodes.len();
        let who = self.names.call(&story.command.actor_id);
        nodes.push(CauseNode { depth, name: command.to_owned(), detail: who, ..CauseNode::default() });
        let (before, after): (Vec<_>, Vec<_>) = story.together.iter().partition(|other| other.position < story.event.position);
        nodes.extend(before.into_iter().map(|event| self.node(depth + 1, event)));
        nodes.push(CauseNode { here: true, ..self.node(depth + 1, &story.event) });
        let mut below: Vec<(usize, &Consequence)> = story.consequences.iter().rev().map(|next| (depth + 2, next)).collect();
        while let Some((depth, next)) = below.pop() {
            nodes.push(self.node(depth, &next.event));
            below.extend(next.children.iter().rev().map(|child| (depth + 1, child)));
        }
        nodes.extend(after.into_iter().map(|event| self.node(depth + 1, event)));
        nodes
    }

    fn node(&self, depth: usize, event: &EventJson) -> CauseNode {
        let comma = i18n::text(self.locale, "list-comma");
        let detail = format!("{}{comma}{}", self.names.call(&event.actor_id), i18n::date_time(self.locale, event.recorded_at));
        CauseNode { depth, position: Some(event.position), name: event.event_type.clone(), detail, here: false }
    }
}

/// The stored metadata, line by line.
fn metadata(text: &str) -> Vec<Entry> {
    let stored: Value = serde_json::from_str(text).unwrap_or_default();
    let entries = stored.as_object().into_iter().flatten();
    entries.map(|(name, value)| Entry { name: name.clone(), value: value.as_str().map_or_else(|| value.to_string(), str::to_owned) }).collect()
}

fn indented(text: &str) -> String {
    let stored: Option<Value> = serde_json::from_str(text).ok();
    stored.and_then(|value| serde_json::to_string_pretty(&value).ok()).unwrap_or_else(|| text.to_owned())
}

/// The licence that the event belongs to or speaks of.
fn licence(event: &Recorded, facts: &Value) -> Option<String> {
    if event.aggregate_type == "licence" {
        return Some(event.aggregate_id.clone());
    }
    let viewed = (facts["subject_type"] == "licence").then_some(&facts["subject_id"]);
    [viewed, Some(&facts["licence_id"]), Some(&facts["ride"]["licence_id"])].into_iter().flatten().find_map(Value::as_str).map(str::to_owned)
}
