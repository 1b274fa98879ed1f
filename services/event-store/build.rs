//! The migrations are part of the binary: a changed file makes it anew.

fn main() {
    println!("cargo:rerun-if-changed=../../migrations");
}
