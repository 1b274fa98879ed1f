//! The adapters against the simulator, over real HTTP: every row of the gateways' tables and every
//! way in which an answer stays away.

mod both;
mod callbacks;
mod chaos;
mod faults;
mod support;
mod zarinpal;
mod zibal;
