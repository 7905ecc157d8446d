package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.micronaut.Applications;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** No redirect is followed by the client of a started application: neither key nor prompt reach another origin. */
class RedirectTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String KEY = "k-secret-redirect-42";
    private static final List<String> KEYS = List.of(
            "authorization: bearer " + KEY,
            "x-api-key: " + KEY,
            "api-key: " + KEY,
            "x-goog-api-key: " + KEY,
            "x-tenant-token: " + KEY);
    private static final String APPLICATION = """
        pointsman:
          providers:
            bearer:    { wire: openai,    url: "%1$s", api-key: "%2$s" }
            anthropic: { wire: anthropic, url: "%1$s", api-key: "%2$s" }
            azure:     { wire: openai,    url: "%1$s", headers: { api-key: "%2$s" } }
            google:    { wire: openai,    url: "%1$s", headers: { x-goog-api-key: "%2$s" } }
            custom:    { wire: anthropic, url: "%1$s", headers: { X-Tenant-Token: "%2$s" } }
            healthy:   { wire: openai,    url: "%3$s" }
          models:
            - { id: m-bearer, provider: bearer }
            - { id: m-anthropic, provider: anthropic }
            - { id: m-azure, provider: azure }
            - { id: m-google, provider: google }
            - { id: m-custom, provider: custom }
            - { id: fallback, provider: healthy }
          pools:
            bearer:    { goal: ordered, primary: [m-bearer],    fallback: [fallback] }
            anthropic: { goal: ordered, primary: [m-anthropic], fallback: [fallback] }
            azure:     { goal: ordered, primary: [m-azure],     fallback: [fallback] }
            google:    { goal: ordered, primary: [m-google],    fallback: [fallback] }
            custom:    { goal: ordered, primary: [m-custom],    fallback: [fallback] }
        """;

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 305, 307, 308})
    void aRedirectFailsOverAndTheOtherOriginSeesNoConnection(int status) {
        try (ScriptedServer other = new ScriptedServer(ScriptedServer.answering("200 OK", "", "{}"));
                ScriptedServer redirecting = new ScriptedServer(ScriptedServer.answering(
                        status + " Moved", "Location: " + other.url() + "/v1/elsewhere\r\n", ""));
                FaultyProvider healthy = FaultyProvider.openAi().text("hello").start();
                ApplicationContext application =
                        Applications.start(APPLICATION.formatted(redirecting.url(), KEY, healthy.url()))) {
            ChatClient chat = application.getBean(ChatClient.class);
            for (String pool : List.of("bearer", "anthropic", "azure", "google", "custom")) {
                RouteRequest route = RouteRequest.builder().pool(pool).build();
                assertFailedOver(chat.complete(route, ChatRequest.user("hi")), status);
                RouteResult<Flux<ChatChunk>> stream =
                        chat.stream(route, ChatRequest.user("hi")).block(SOON);
                assertThat(stream).isNotNull();
                stream.value().blockLast(SOON);
                assertFailedOver(stream, status);
            }
            assertThat(other.connections).as("connections to the other origin").hasValue(0);
            assertThat(redirecting.heads).as("one whole and one streamed").hasSize(2 * KEYS.size());
            assertThat(KEYS)
                    .as("each way to carry a key was tried")
                    .allSatisfy(key -> assertThat(redirecting.heads).anyMatch(head -> head.contains(key)));
        }
    }

    private static void assertFailedOver(RouteResult<?> result, int status) {
        assertThat(result.model().id()).isEqualTo("fallback");
        assertThat(result.trace().attempts()).hasSize(2).first().satisfies(attempt -> {
            assertThat(attempt.failure().kind()).isEqualTo(FailureKind.BAD_RESPONSE);
            assertThat(attempt.failure().status()).isEqualTo(status);
            assertThat(attempt.failure().message()).doesNotContain(KEY);
        });
    }
}
