# Built by "docker build -t signalbox ."; docs/operations.md says how to run it.

FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY src/main src/main
# the image has no unzip; without one the wrapper would not unpack Maven
RUN apt-get update && apt-get install -y --no-install-recommends unzip && rm -rf /var/lib/apt/lists/*
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -q -Dmaven.test.skip=true package

FROM eclipse-temurin:25-jre
RUN groupadd --system --gid 10001 signalbox \
    && useradd --system --uid 10001 --gid signalbox --home-dir /data --no-create-home signalbox \
    && mkdir /data && chown signalbox:signalbox /data && chmod 700 /data
COPY --from=build --chown=signalbox:signalbox /build/target/liberty/wlp /opt/signalbox/wlp
COPY --chmod=755 liberty/container/start liberty/container/healthy liberty/container/carriers /opt/signalbox/bin/
# server.env holds a password that the build machine made up for key stores of its own
RUN rm -f /opt/signalbox/wlp/usr/servers/signalbox/server.env

ENV HOST=0.0.0.0 PORT=20128 DATA_DIR=/data LOG_DIR=/data/logs SIGNALBOX_EXIT_ON_FATAL=true MALLOC_ARENA_MAX=2
USER 10001
VOLUME /data
EXPOSE 20128
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["/opt/signalbox/bin/healthy"]
ENTRYPOINT ["/opt/signalbox/bin/start"]
