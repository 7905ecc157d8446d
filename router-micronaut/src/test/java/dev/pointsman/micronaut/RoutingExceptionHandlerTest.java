package dev.pointsman.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.micronaut.chat.ChatClient;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.wire.ChatRequest;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Responses of an application's own server to calls that no model answers. */
class RoutingExceptionHandlerTest {
    private static final String SAID = "private words of the provider";

    private final FaultyProvider provider = FaultyProvider.openAi().start();
    private final ApplicationContext application = Applications.start("""
            micronaut: { server: { port: -1 } }
            pointsman:
              providers: { acme: { wire: openai, url: "%s", api-key: "sk-secret" } }
              models: [ { id: secret-model, provider: acme } ]
              pools: { chat: { goal: ordered, primary: [secret-model], failover: { retry-same: 0, response-timeout: 3s, retry-after-patience: 0s } } }
            """.formatted(provider.url()), "own-server");
    private final EmbeddedServer server =
            application.getBean(EmbeddedServer.class).start();

    @AfterEach
    void close() {
        application.close();
        provider.close();
    }

    @ParameterizedTest
    @CsvSource({"503, 502, no language model answered", "400, 502, no language model answered", "429, 429, too many"})
    void failuresOfTheProviderHaveAStatusOfTheirOwnAndNothingOfItsWords(int status, int expected, String message)
            throws Exception {
        provider.always(Fault.status(status).body("application/json", "{\"error\":{\"message\":\"" + SAID + "\"}}"));
        HttpResponse<String> response = ask();
        assertThat(response.statusCode()).isEqualTo(expected);
        assertThat(response.body()).contains(message);
        isDiscreet(response);
    }

    @Test
    void providersWithoutAnAnswerAreATimeout() throws Exception {
        provider.always(Fault.neverAnswers());
        HttpResponse<String> response = ask();
        assertThat(response.statusCode()).isEqualTo(504);
        isDiscreet(response);
    }

    @Test
    void callsThatNoModelCanTakeNowTellWhenToTryAgain() throws Exception {
        provider.always(Fault.rateLimited().retryAfter("20"));
        assertThat(ask().statusCode()).isEqualTo(429);
        HttpResponse<String> cooldown = ask();
        assertThat(cooldown.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(cooldown.headers().firstValue("Retry-After").orElse("")))
                .isBetween(1, 20);
        isDiscreet(cooldown);
    }

    private void isDiscreet(HttpResponse<String> response) {
        assertThat(response.body())
                .doesNotContain(SAID, "secret", "127.0.0.1", "localhost", "acme", "Exception", "dev.pointsman");
    }

    private HttpResponse<String> ask() throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.getURL() + "/ask"))
                                .build(),
                        BodyHandlers.ofString());
    }

    /** Controller of an application. */
    @Controller("/ask")
    @Requires(property = "spec", value = "own-server")
    static class Asking {
        private final ChatClient chat;

        Asking(ChatClient chat) {
            this.chat = chat;
        }

        @Get
        @ExecuteOn(TaskExecutors.BLOCKING)
        @Routed(pool = "chat")
        String ask() {
            return chat.complete(ChatRequest.user("Hello")).text();
        }
    }
}
