# Production: the app only. The database is DATABASE_URL (compose.yaml brings one).
FROM node:22-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
# Development tools are not needed to build; the scripts' own (tsx, prisma) are dependencies.
RUN npm ci --omit=dev
COPY . .
RUN node scripts/build.mjs

FROM node:22-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 PORT=3000
COPY --from=build --chown=node:node /app ./
USER node
EXPOSE 3000
HEALTHCHECK --start-period=60s CMD node -e "fetch('http://127.0.0.1:'+process.env.PORT+'/api/health').then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))"
# Migrates, prints the set-up link while there is no admin, serves; ends within seconds on SIGTERM.
CMD ["node", "scripts/start.mjs"]
