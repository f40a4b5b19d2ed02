# Recipes for those who work on Fieldbook. `cargo test` alone checks nearly everything; these add the rest.

# List the recipes
default:
    @just --list

# Install what `check` needs and the machine lacks: a browser, cargo-deny, accessibility rules
setup:
    bash .ci/setup

# Every check a change has to pass, as on GitHub
check:
    bash .ci/check

# Build the report to `public/`
build:
    cargo run --release --locked -- build --deny-warnings

# Show the report while it is written
serve *ARGS:
    cargo run --release --locked -- serve {{ARGS}}

# What each kind of edit costs, on generated sites
bench:
    cargo bench --locked

# Build times of Fieldbook and of the peers that are found
compare *ARGS:
    cargo build --release --locked
    python3 benches/compare.py {{ARGS}}

# Made-up input for each part of the program; SECONDS and targets may follow
fuzz *ARGS:
    .ci/fuzz {{ARGS}}

# Run the tests and look through the snapshots that changed
snap:
    cargo insta test --review

# The documentation of the modules
doc:
    RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --document-private-items --open

# Licences, advisories and sources of the dependencies
deny:
    cargo deny --locked check
