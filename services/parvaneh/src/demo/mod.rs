//! The small city that `demo` shows.
