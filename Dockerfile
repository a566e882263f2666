# The image of a node; see the README. `docker build -t confab .` with any builder that knows RUN --mount (BuildKit, buildah).

# Socket.IO's clients, which the build would bring itself where npm is.
FROM docker.io/library/node:22-slim AS clients
WORKDIR /clients
COPY src/main/node/ ./
RUN npm ci --ignore-scripts --no-audit --no-fund --loglevel=error

FROM docker.io/library/maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml application.conf ./
COPY src/main/ src/main/
COPY --from=clients /clients/ target/node/
RUN --mount=type=cache,target=/root/.m2 mvn -B -q -Dmaven.test.skip=true package

FROM docker.io/library/eclipse-temurin:25-jre
WORKDIR /opt/confab
# The libraries change less often than the rest: a layer of their own.
COPY --from=build /build/target/lib/ lib/
COPY src/main/jvm/ jvm/
COPY --from=build /build/target/confab.jar ./
# Here and not in the stage above: the cache is only for this very JVM, with these very files and options.
RUN jvm/train.sh /opt/confab/confab.aot @/opt/confab/jvm/confab.options \
    && install -d -o 10001 -g 10001 -m 0750 /data

# Messages are kept in /data unless CONFAB_DATABASE names a database. Only /data and /tmp are written to.
ENV CONFAB_HOST=0.0.0.0 \
    CONFAB_DATA=/data
# Clients; other nodes; probes, metrics and bootstrap.
EXPOSE 8080 25520 8558
USER 10001:10001
# No shell between: SIGTERM reaches the JVM, which is process 1, and the node sends its clients away.
ENTRYPOINT ["java", "@/opt/confab/jvm/confab.options", "-XX:AOTCache=/opt/confab/confab.aot", "-jar", "/opt/confab/confab.jar"]
CMD ["serve"]
