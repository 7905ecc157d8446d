package dev.pointsman.micronaut.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.micronaut.Applications;
import dev.pointsman.micronaut.chat.ChatClient;
import dev.pointsman.micronaut.config.Mistakes;
import dev.pointsman.model.Exclusion;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.tenant.ProviderLimits;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.wire.ChatRequest;
import io.micronaut.context.ApplicationContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits of accounts at providers, configured or learned from headers. */
class ProviderLimitConfigurationTest {

    private static String router(String url) {
        return """
            pointsman:
              providers:
                openai: { wire: openai, url: "%s" }
                spare: { wire: openai, url: "http://localhost:1" }
              models:
                - { id: gpt, provider: openai }
                - { id: other, provider: spare }
              pools: { chat: { goal: ordered, primary: [gpt, other] } }
            """.formatted(url);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswersHeadersSayWhatIsLeft(boolean stream) {
        try (FaultyProvider provider = FaultyProvider.openAi().start()) {
            provider.always(Fault.none()
                    .header("x-ratelimit-limit-requests", "100")
                    .header("x-ratelimit-remaining-requests", "0")
                    .header("x-ratelimit-reset-requests", "59s"));
            try (ApplicationContext application = Applications.start(router(provider.url()) + """
                  provider-limits: { openai: { learned: true } }
                """)) {
                ChatClient chat = application.getBean(ChatClient.class);
                ChatRequest request = ChatRequest.user("Hello");
                if (stream) {
                    chat.stream(request).blockLast();
                } else {
                    chat.complete(request);
                }
                assertThat(application.getBean(ModelRouter.class).operations().exclusions(RouteRequest.ANY))
                        .extracting(Exclusion::id)
                        .containsExactly("provider-limit");
            }
        }
    }

    @Test
    void withoutLimitsNothingIsAdded() {
        try (ApplicationContext application = Applications.start(router("http://localhost:1"))) {
            assertThat(application.findBean(ProviderLimits.class)).isEmpty();
        }
    }

    @Test
    void unknownProvidersStopTheStart() {
        assertThat(Mistakes.of(router("http://localhost:1") + """
              provider-limits: { opnai: { requests: 5000/1m }, spare: { tokens: 1000/1m } }
            """))
                .containsExactly("pointsman.provider-limits.opnai: unknown (expected: one of: openai, spare)");
    }

    @Test
    void wrongValuesStopTheStart() {
        assertThat(Mistakes.of(router("http://localhost:1") + """
              provider-limits: { openai: { requests: many }, spare: { learned: false } }
            """))
                .containsExactly(
                        "pointsman.provider-limits.openai.requests: many (expected: an amount per time of at most 31d, such as 600/1m)",
                        "pointsman.provider-limits.spare: no limit (expected: requests, tokens, or learned: true)");
    }
}
