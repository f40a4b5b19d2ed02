# Fieldbook in a container, for a site that is mounted at /site:
#
#   docker build --tag fieldbook .
#   docker run --rm --volume "$PWD:/site" --user "$(id -u):$(id -g)" fieldbook build
#   docker run --rm --volume "$PWD:/site" --publish 1111:1111 fieldbook serve --hostname 0.0.0.0 --port 1111 --poll

FROM rust:1.95-bookworm AS build
WORKDIR /source
COPY Cargo.toml Cargo.lock ./
COPY src src
# The manifest names tests and measurements, which are no part of the program.
RUN mkdir -p tests/suite tests/browser benches \
    && touch tests/suite/main.rs tests/browser/main.rs benches/edits.rs \
    && cargo build --release --locked --bin fieldbook

FROM debian:bookworm-slim
# `deploy` commits with Git.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates git openssh-client \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /source/target/release/fieldbook /usr/local/bin/fieldbook
WORKDIR /site
ENTRYPOINT ["fieldbook"]
CMD ["help"]
