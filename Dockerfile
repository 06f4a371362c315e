# The till in a container. docs/operations.md says how it is run; test/clean-root tries these steps without an engine.

FROM node:24.21.0-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm pack
# The package as others would get it, with the libraries of its lock.
RUN mkdir /till && tar -xzf scantill-*.tgz -C /till --strip-components=1
WORKDIR /till
RUN npm ci --omit=dev --ignore-scripts
# Where its commands find everything; without a configuration of the shop's own, the sandbox.
RUN echo '{"config":"/etc/scantill/config.json","configFolder":"/etc/scantill","data":"/var/lib/scantill","practice":"/var/lib/scantill-practice","backups":"/var/backups/scantill"}' > installed.json

FROM debian:bookworm-slim
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates libusb-1.0-0 libudev1 tini \
  && rm -rf /var/lib/apt/lists/*
# The groups of serial and HID guns have the numbers of Debian, within and without.
RUN useradd --system --uid 990 --groups dialout,plugdev --home-dir /var/lib/scantill --shell /usr/sbin/nologin scantill \
  && install -d -o scantill -g scantill -m 0700 /var/lib/scantill /var/lib/scantill-practice /var/backups/scantill \
  && install -d -o root -g scantill -m 0750 /etc/scantill \
  && echo '{"gateway":{"kind":"sandbox"}}' > /etc/scantill/config.json
COPY --from=build /usr/local/bin/node /usr/local/bin/node
COPY --from=build /till /opt/scantill
RUN ln -s /opt/scantill/scripts/scantill.mjs /usr/local/bin/scantill
ENV NODE_ENV=production
USER scantill
WORKDIR /var/lib/scantill
VOLUME ["/var/lib/scantill", "/var/lib/scantill-practice", "/var/backups/scantill"]
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["scantill", "health"]
# The first process of a container cannot be ended from within, as a till that stands still has to be.
ENTRYPOINT ["tini", "--", "scantill"]
CMD ["start"]
