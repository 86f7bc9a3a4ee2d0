# The gateway as an image: docker build -t cozy-registry-gateway .
#
# Runs as a user without rights, also on a read-only root (docker run --read-only --tmpfs /tmp): it writes to /data and /tmp
# alone. Without settings it keeps everything in /data, which wants a volume with a name; the secret is made there first:
#
#   docker run --rm -v registry:/data cozy-registry-gateway gen-session-secret --passphrase=false
#   docker run -v registry:/data -p 127.0.0.1:8080:8080 cozy-registry-gateway
#
# See docker-compose.yml for CouchDB, Redis and S3.

FROM node:24-alpine AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build \
 && chmod 0755 dist/main.js \
 && npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
 && rm -rf dist/.tsbuildinfo src tsconfig*.json

FROM node:24-alpine
COPY --from=build /app /app
RUN ln -s /app/dist/main.js /usr/local/bin/cozy-apps-registry \
 && ln -s /app/dist/main.js /usr/local/bin/cozy-registry \
 && install -d -o node -g node -m 0700 /data

# `data`, where nothing else is configured, and other relative paths are /data and its neighbours from here.
WORKDIR /
USER node
ENV NODE_ENV=production \
    COZY_REGISTRY_HOST=0.0.0.0 \
    COZY_REGISTRY_PORT=8080 \
    COZY_REGISTRY_SESSION_SECRET=/data/session-secret.key
EXPOSE 8080
# For the first minute the gateway may be waiting for its engines, and does not listen yet.
HEALTHCHECK --interval=10s --timeout=5s --start-period=75s --retries=3 \
  CMD wget -q -O /dev/null "http://127.0.0.1:${COZY_REGISTRY_PORT}/health"
ENTRYPOINT ["cozy-apps-registry"]
CMD ["serve"]
