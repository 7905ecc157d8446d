#!/usr/bin/env bash
# langchain4j-open-ai and langchain4j-anthropic 1.19.0: a stream whose connection is closed in the middle, without the
# protocol's end, is no error. The OpenAI model calls onCompleteResponse with a part of the text and no finish reason; the
# Anthropic model calls neither onCompleteResponse nor onError. So a caller takes a part for the whole, or waits for ever.
#
# Behaviour seen: as above, within 5 s. Exits non-zero when that changes.
set -euo pipefail
version=1.19.0
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
    <dependency><groupId>dev.langchain4j</groupId><artifactId>langchain4j-anthropic</artifactId><version>$version</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
POM
cat > "$dir/src/main/java/Finding.java" <<'JAVA'
import com.sun.net.httpserver.HttpServer;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

public class Finding {
    private static final String OPENAI = "data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":"
            + "[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"half\"},\"finish_reason\":null}]}\n\n";
    private static final String ANTHROPIC = "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"1\","
            + "\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":[],\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}}\n\n"
            + "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n"
            + "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"half\"}}\n\n";

    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            boolean openAi = exchange.getRequestURI().getPath().endsWith("/completions");
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write((openAi ? OPENAI : ANTHROPIC).getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
        String openAi = end(OpenAiStreamingChatModel.builder().baseUrl(url).apiKey("key").modelName("m").build());
        String anthropic = end(AnthropicStreamingChatModel.builder().baseUrl(url).apiKey("key").modelName("m").build());
        System.out.println("OpenAI: " + openAi + "\nAnthropic: " + anthropic);
        System.exit(openAi.equals("complete: half, finish reason null") && anthropic.equals("nothing") ? 0 : 1);
    }

    private static String end(StreamingChatModel model) throws Exception {
        CompletableFuture<String> end = new CompletableFuture<>();
        model.chat("hello", new StreamingChatResponseHandler() {
            @Override
            public void onCompleteResponse(ChatResponse response) {
                end.complete("complete: " + response.aiMessage().text() + ", finish reason " + response.finishReason());
            }

            @Override
            public void onError(Throwable error) {
                end.complete("error: " + error);
            }
        });
        return end.completeOnTimeout("nothing", 5, TimeUnit.SECONDS).get();
    }
}
JAVA
mvn=${MVN:-mvn}
command -v "$mvn" > /dev/null || mvn="$(cd "$(dirname "$0")/.." && pwd)/mvnw"
cd "$dir"
"$mvn" -q -B compile dependency:build-classpath -Dmdep.outputFile=classpath
java -cp "target/classes:$(cat classpath)" Finding
