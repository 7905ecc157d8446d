package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.FaultyProviderBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A gateway between one client, one primary that breaks, and one fallback that works. */
final class Situation implements AutoCloseable {
    static final int TOKENS = 60;

    /** What both providers answer. */
    static final String WHOLE =
            IntStream.range(0, TOKENS).mapToObj(i -> "tok" + i).collect(Collectors.joining(" "));

    static final int FALLBACK_PROMPT = 77;

    private static final String LIMITS = "first-token-timeout: 1s, stall-timeout: 1s, response-timeout: 1s";

    final FaultyProvider primary;
    final FaultyProvider fallback =
            FaultyProvider.openAi().tokens(TOKENS).promptTokens(FALLBACK_PROMPT).start();
    final Gateway gateway;

    private Situation(String more) throws IOException {
        this("openai", more, "2s");
    }

    private Situation(String wire, String more, String probe) throws IOException {
        primary = builder(wire).tokens(TOKENS).promptTokens(11).start();
        gateway = Gateway.start("""
                pointsman:
                  providers:
                    first: { wire: %s, url: "%s", api-key: key, probe: { interval: %s } }
                    second: { wire: openai, url: "%s" }
                  models:
                    - { id: primary, provider: first, context-window: 8000, price: { input: 1, output: 2 } }
                    - { id: fallback, provider: second, context-window: 128000, price: { input: 1, output: 2 } }
                  pools:
                    chat:
                      goal: ordered
                      primary: [primary]
                      fallback: [fallback]
                %s
                """.formatted(wire, primary.url(), probe, fallback.url(), more.indent(2)));
    }

    private static FaultyProviderBuilder builder(String wire) {
        return switch (wire) {
            case "openai-responses" -> FaultyProvider.openAiResponses();
            case "gemini" -> FaultyProvider.gemini();
            case "bedrock" -> FaultyProvider.bedrock();
            default -> FaultyProvider.openAi();
        };
    }

    /** Limits as short as a test can bear. */
    static Situation of(Fault always) throws IOException {
        return of("openai", always);
    }

    /** A primary of another protocol. */
    static Situation of(String wire, Fault always) throws IOException {
        Situation situation = new Situation(wire, "    failover: { " + LIMITS + " }", "2s");
        situation.primary.always(always);
        return situation;
    }

    /** The faults for the first requests; then all is well. */
    static Situation then(Fault... faults) throws IOException {
        return then("openai", faults);
    }

    /** A primary of another protocol with faults for its first requests. */
    static Situation then(String wire, Fault... faults) throws IOException {
        Situation situation = of(wire, Fault.none());
        situation.primary.next(faults);
        return situation;
    }

    /** A pool that would rather give an old answer than none. */
    static Situation withStaleAnswers() throws IOException {
        return new Situation("    failover: { when-exhausted: stale, " + LIMITS + " }");
    }

    /** Timeouts longer than any test, in a pool that waits if no model is available. */
    static Situation patient(Fault always) throws IOException {
        Situation situation = new Situation("    failover: { when-exhausted: wait, retry-after-patience: 0s,"
                + " first-token-timeout: 60s, stall-timeout: 60s, response-timeout: 60s }");
        situation.primary.always(always);
        return situation;
    }

    /** An outage on another scale of time: as the defaults, divided. */
    static Situation scaled(String wire, int divisor) throws IOException {
        return new Situation(
                wire,
                "breaker: { open-for: %dms, open-at-most: %dms, window: %dms }"
                        .formatted(5_000 / divisor, 30_000 / divisor, 30_000 / divisor),
                2_000 / divisor + "ms");
    }

    /** The whole answer, once, and how a stream ends that is whole. */
    void isWhole(Heard heard, String model) {
        assertThat(heard.error().isMissingNode()).as("error %s", heard.error()).isTrue();
        assertThat(heard.status()).isEqualTo(200);
        assertThat(heard.text()).isEqualTo(WHOLE);
        assertThat(heard.finish()).isEqualTo("stop");
        assertThat(heard.model()).isEqualTo(model);
        assertThat(heard.degraded()).isEqualTo(model.equals("fallback"));
    }

    void primaryWasAsked(int times) {
        assertThat(primary.requestCount()).as("attempts at the primary").isEqualTo(times);
    }

    void fallbackWasAsked(int times) {
        assertThat(fallback.requestCount()).as("attempts at the fallback").isEqualTo(times);
    }

    static void within(Heard heard, int fromMillis, int toMillis) {
        assertThat(heard.took()).isBetween(Duration.ofMillis(fromMillis), Duration.ofMillis(toMillis));
    }

    @Override
    public void close() {
        assertThat(gateway.bean(ModelRouter.class).operations().snapshot())
                .allSatisfy(model -> assertThat(model.statistics().inFlight())
                        .as("in flight")
                        .isZero());
        gateway.close();
        primary.close();
        fallback.close();
    }
}
