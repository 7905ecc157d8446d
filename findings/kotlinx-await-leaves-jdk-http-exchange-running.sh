#!/usr/bin/env bash
# kotlinx-coroutines-core 1.10.2 and java.net.http: CompletionStage.await() of a future of HttpClient.sendAsync. A coroutine
# that is cancelled while it awaits cancels the future by cancel(false); the JDK's client ends an exchange by cancel(true)
# only, so the connection stays open and the response is read although nothing waits for it.
#
# Behaviour seen (JDK 17 and later): 2 s after the coroutine's cancellation the server's connection is still open; with
# cancel(true) it is closed at once. Exits non-zero when that changes.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir -p "$dir/src/main/java/finding"
cat > "$dir/pom.xml" <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <properties>
    <maven.compiler.source>17</maven.compiler.source>
    <maven.compiler.target>17</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencies>
    <dependency>
      <groupId>org.jetbrains.kotlinx</groupId><artifactId>kotlinx-coroutines-core-jvm</artifactId><version>1.10.2</version>
    </dependency>
  </dependencies>
</project>
POM
cat > "$dir/src/main/java/finding/Finding.java" <<'JAVA'
package finding;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.Dispatchers;
import kotlinx.coroutines.GlobalScope;
import kotlinx.coroutines.Job;
import kotlinx.coroutines.future.FutureKt;

public class Finding {
    public static void main(String[] args) throws Exception {
        String awaited = afterCancellation(true);
        String interrupted = afterCancellation(false);
        System.out.println("cancelled in await(): " + awaited + "; cancel(true): " + interrupted);
        System.exit(awaited.equals("open after 2 s") && interrupted.equals("closed") ? 0 : 1);
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static String afterCancellation(boolean byCoroutine) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort());
            CompletableFuture<HttpResponse<String>> response =
                    HttpClient.newHttpClient().sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            Job job = byCoroutine
                    ? BuildersKt.launch(GlobalScope.INSTANCE, Dispatchers.getDefault(), CoroutineStart.DEFAULT,
                            (scope, continuation) -> FutureKt.await((CompletableFuture) response, continuation))
                    : null;
            try (Socket socket = server.accept()) {
                socket.getInputStream().read(new byte[10_000]); // the request
                Thread.sleep(300); // the coroutine awaits
                if (job == null) {
                    response.cancel(true);
                } else {
                    job.cancel(null);
                }
                socket.setSoTimeout(2000);
                try {
                    return socket.getInputStream().read() < 0 ? "closed" : "more bytes";
                } catch (SocketTimeoutException e) {
                    return response.isCancelled() ? "open after 2 s" : "not cancelled";
                }
            }
        }
    }
}
JAVA
mvn=${MVN:-mvn}
command -v "$mvn" > /dev/null || mvn="$(cd "$(dirname "$0")/.." && pwd)/mvnw"
cd "$dir"
"$mvn" -q -B compile dependency:build-classpath -Dmdep.outputFile=cp > /dev/null
java -cp "target/classes:$(cat cp)" finding.Finding
