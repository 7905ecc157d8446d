#!/usr/bin/env bash
# google-genai 2.0.0: with HttpRetryOptions.attempts(1) a refused request is sent once, as asked, but its error comes late:
# after a status that is retryable the client waits as before a retry, and only then gives up.
#
# Behaviour seen: the longest of six 503 takes over 300 ms and up to some seconds (the wait is random), that of six 400 a few
# milliseconds; one request for each. Exits non-zero when that changes.
set -euo pipefail
version=2.0.0
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir -p "$dir/src/main/java"
cat > "$dir/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <properties>
    <maven.compiler.source>17</maven.compiler.source>
    <maven.compiler.target>17</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencies>
    <dependency><groupId>com.google.genai</groupId><artifactId>google-genai</artifactId><version>$version</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
POM
cat > "$dir/src/main/java/Finding.java" <<'JAVA'
import com.google.genai.Client;
import com.google.genai.errors.ApiException;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

public class Finding {
    public static void main(String[] args) throws Exception {
        AtomicInteger status = new AtomicInteger(400);
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            byte[] body = ("{\"error\":{\"code\":" + status.get() + ",\"message\":\"no\",\"status\":\"NO\"}}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status.get(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        Client client = Client.builder()
                .apiKey("key")
                .httpOptions(HttpOptions.builder()
                        .baseUrl("http://127.0.0.1:" + server.getAddress().getPort())
                        .retryOptions(HttpRetryOptions.builder().attempts(1).build())
                        .build())
                .build();
        millis(client); // loads the client's classes
        long refused = longest(client);
        status.set(503);
        long unavailable = longest(client);
        System.out.println("400 within " + refused + " ms, 503 within " + unavailable + " ms, requests " + requests);
        System.exit(unavailable > 300 && unavailable > 3 * refused && requests.get() == 13 ? 0 : 1);
    }

    private static long longest(Client client) {
        long longest = 0;
        for (int i = 0; i < 6; i++) {
            longest = Math.max(longest, millis(client));
        }
        return longest;
    }

    private static long millis(Client client) {
        long start = System.nanoTime();
        try {
            throw new IllegalStateException("an answer: " + client.models.generateContent("m", "hello", null));
        } catch (ApiException e) {
            return (System.nanoTime() - start) / 1_000_000;
        }
    }
}
JAVA
mvn=${MVN:-mvn}
command -v "$mvn" > /dev/null || mvn="$(cd "$(dirname "$0")/.." && pwd)/mvnw"
cd "$dir"
"$mvn" -q -B compile dependency:build-classpath -Dmdep.outputFile=classpath
java -cp "target/classes:$(cat classpath)" Finding
