package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.micronaut.Applications;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.wire.ChatRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections and service ids of an application's provider clients. */
class ClientProtocolTest {
    private static final String ANSWER =
            "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"%s\"},\"finish_reason\":\"stop\"}]}";
    private static final String APPLICATION = """
        micronaut: { http: { client: { ssl: { insecure-trust-all-certificates: %s } } } }
        pointsman:
          providers: { acme: { wire: openai, url: "%s" } }
          models: [ { id: one, provider: acme } ]
          pools: { chat: { primary: [one], failover: { attempts: 1 } } }
        """;

    @TempDir
    private Path folder;

    @Test
    void httpsGoesOverOneConnectionPerCallWithTheApplicationsCertificates() throws Exception {
        try (ApplicationContext server = secureServer();
                ApplicationContext application = Applications.start(APPLICATION.formatted(
                        true, server.getBean(EmbeddedServer.class).start().getURL()))) {
            assertThat(ask(application)).as("the server offers HTTP/2 too").isEqualTo("HTTP_1_1");
        }
    }

    @Test
    void requestsCarryTheProvidersServiceIdInTheMetricsOfHttpClients() {
        try (ScriptedServer provider =
                        new ScriptedServer(ScriptedServer.answering("200 OK", "", ANSWER.formatted("hello")));
                ApplicationContext application = Applications.start(APPLICATION.formatted(false, provider.url()))) {
            assertThat(ask(application)).isEqualTo("hello");
            assertThat(application
                            .getBean(MeterRegistry.class)
                            .find("http.client.requests")
                            .timers())
                    .singleElement()
                    .satisfies(timer ->
                            assertThat(timer.getId().getTags()).contains(Tag.of("serviceId", "pointsman-acme")));
        }
    }

    private static String ask(ApplicationContext application) {
        return application
                .getBean(ChatClient.class)
                .complete(RouteRequest.ANY, ChatRequest.user("hi"))
                .value()
                .text();
    }

    private ApplicationContext secureServer() throws IOException, InterruptedException {
        Path store = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .properties(Map.of(
                        "spec", "protocol",
                        "micronaut.server.http-version", "2.0",
                        "micronaut.server.ssl.enabled", true,
                        "micronaut.server.ssl.port", -1,
                        "micronaut.server.ssl.key-store.path", "file:" + store,
                        "micronaut.server.ssl.key-store.password", "changeit",
                        "micronaut.server.ssl.key-store.type", "PKCS12"))
                .start();
    }

    /** A provider that answers with the version of the request. */
    @Controller
    @Requires(property = "spec", value = "protocol")
    static final class Versions {
        @Post(uri = "/chat/completions", consumes = MediaType.ALL)
        String version(HttpRequest<?> request) {
            return ANSWER.formatted(request.getHttpVersion());
        }
    }
}
