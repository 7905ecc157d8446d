#!/usr/bin/env bash
# langchain4j-open-ai 1.17.2: a connection that is refused is thrown as a plain java.lang.RuntimeException, while a status
# is mapped to a LangChain4jException. So `catch (LangChain4jException e)` does not catch an unreachable server.
#
# Behaviour seen: status 503 gives dev.langchain4j.exception.InternalServerException, a refused connection
# java.lang.RuntimeException with the cause java.net.ConnectException. Exits non-zero when that changes.
set -euo pipefail
version=1.17.2
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
    <dependency><groupId>dev.langchain4j</groupId><artifactId>langchain4j-open-ai</artifactId><version>$version</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
POM
cat > "$dir/src/main/java/Finding.java" <<'JAVA'
import com.sun.net.httpserver.HttpServer;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

public class Finding {
    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.start();
        OpenAiChatModel model = OpenAiChatModel.builder()
                .baseUrl("http://127.0.0.1:" + server.getAddress().getPort() + "/v1")
                .apiKey("key")
                .modelName("any")
                .maxRetries(0)
                .build();
        RuntimeException status = thrown(model);
        server.stop(0);
        RuntimeException refused = thrown(model);
        System.out.println("status 503: " + status.getClass().getName());
        System.out.println("connection refused: " + refused.getClass().getName() + ", cause " + refused.getCause());
        boolean asSeen = status instanceof InternalServerException
                && refused.getClass() == RuntimeException.class
                && refused.getCause() instanceof ConnectException;
        System.exit(asSeen ? 0 : 1);
    }

    private static RuntimeException thrown(OpenAiChatModel model) {
        try {
            throw new IllegalStateException("an answer: " + model.chat("hello"));
        } catch (IllegalStateException e) {
            throw e;
        } catch (RuntimeException e) {
            return e;
        }
    }
}
JAVA
mvn=${MVN:-mvn}
command -v "$mvn" > /dev/null || mvn="$(cd "$(dirname "$0")/.." && pwd)/mvnw"
cd "$dir"
"$mvn" -q -B compile dependency:build-classpath -Dmdep.outputFile=classpath
java -cp "target/classes:$(cat classpath)" Finding
