# Recipes for those who work on Fieldbook. `cargo test` alone checks nearly everything; these add the rest.

# List the recipes
default:
    @just --list

# Every check a change has to pass, as on GitHub
check:
    bash .ci/run

# Build the report to `public/`
build:
    cargo run --release --locked -- build --deny-warnings

# Run the tests and look through the snapshots that changed
snap:
    cargo insta test --review

# The documentation of the modules
doc:
    RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --document-private-items --open

# Licences, advisories and sources of the dependencies
deny:
    cargo deny --locked check
