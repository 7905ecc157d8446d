package dev.pointsman.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Tool-loop sessions with reasoning state in all three client protocols, with outages in the middle; {@code
 * -Dreasoning.sessions=1000} takes as many, of 20 to 200 turns.
 */
class ReasoningSessionsTest {
    private static final int SESSIONS = Integer.getInteger("reasoning.sessions", 36);
    private static final boolean ALL = SESSIONS >= 1000;
    private static final int FEWEST = ALL ? 20 : 8;
    private static final int MOST = ALL ? 200 : 20;
    private static final int PER_PHASE = ALL ? 400 : 40;
    /** On quick machines, too, a phase must outlast a retry and an open breaker. */
    private static final Duration THINKS = ALL ? Duration.ZERO : Duration.ofMillis(50);

    private static final String KEY = "sk-KEYMARK-0123456789";

    @TempDir
    Path directory;

    private static EmbeddedServer gateway(String yaml) throws Exception {
        Map<String, Object> settings = new YamlPropertySourceLoader()
                .read("sessions", new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .properties(Map.of("micronaut.server.port", -1, "gateway.demo", true))
                .propertySources(PropertySource.of("sessions", settings))
                .start()
                .getBean(EmbeddedServer.class)
                .start();
    }

    private static String address(EmbeddedServer server) {
        return "http://" + server.getHost() + ":" + server.getPort();
    }

    private static void assertWell(SessionRun run, String name, int sessions) {
        System.out.println(run.report(name));
        run.problems.stream().limit(5).forEach(System.out::println);
        assertThat(run.badRequests).hasValue(0);
        assertThat(run.wellEnded.get()).isGreaterThanOrEqualTo(sessions * 99 / 100);
        assertThat(run.elsewhere).hasPositiveValue();
        assertThat(run.returned).hasPositiveValue();
    }

    private static final String BREAKER = "breaker: { open-for: 100ms, open-at-most: 200ms }";

    @Test
    void sessionsOverThreeVendorsEndWellAndNothingLeaks() throws Exception {
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Logger own = (Logger) LoggerFactory.getLogger("dev.pointsman");
        logged.start();
        Path decisions = directory.resolve("decisions.jsonl");
        try (ClaudeVendor claude = new ClaudeVendor("claude-account");
                GptVendor gpt = new GptVendor("gpt-account");
                GeminiVendor gemini = new GeminiVendor("gemini-account")) {
            EmbeddedServer server = gateway("""
                    endpoints: { prometheus: { sensitive: false }, pointsman: { sensitive: false } }
                    pointsman:
                      audit: { enabled: true }
                      decision-log: { enabled: true, path: "%s" }
                      providers:
                        anthropic: { wire: anthropic, url: "%s", api-key: "%s", probe: { interval: 100ms } }
                        openai: { wire: openai-responses, url: "%s", api-key: "%s", probe: { interval: 100ms } }
                        google: { wire: gemini, url: "%s", api-key: "%s", probe: { interval: 100ms } }
                      models:
                        - { id: claude, name: claude-opus-5-5, provider: anthropic, capabilities: [tools, reasoning], %s }
                        - { id: gpt, name: gpt-5.5, provider: openai, capabilities: [tools, reasoning], %s }
                        - { id: gemini, name: gemini-3-pro, provider: google, capabilities: [tools, reasoning], %s }
                      pools:
                        claude-first: { primary: [claude], fallback: [gpt], emergency: [gemini] }
                        gpt-first: { primary: [gpt], fallback: [gemini], emergency: [claude] }
                        gemini-first: { primary: [gemini], fallback: [claude], emergency: [gpt] }
                    """.formatted(
                    decisions, claude.url(), KEY, gpt.url(), KEY, gemini.url(), KEY, BREAKER, BREAKER, BREAKER));
            root.addAppender(logged); // once the application has set its logging up
            own.addAppender(logged);
            own.setAdditive(false);
            own.setLevel(Level.DEBUG);
            try {
                SessionRun run = new SessionRun(
                        address(server),
                        List.of("claude-first", "gpt-first", "gemini-first"),
                        List.of(claude, gpt, gemini),
                        PER_PHASE,
                        THINKS);
                run.run(SESSIONS, 8, FEWEST, MOST);
                for (CheckingVendor vendor : List.of(claude, gpt, gemini)) {
                    vendor.refusals.stream().limit(3).forEach(System.out::println);
                    assertThat(vendor.refused).as(vendor.url()).hasValue(0);
                    assertThat(vendor.verified).hasPositiveValue();
                }
                assertWell(run, "three vendors", SESSIONS);
                assertClean("meters", get(address(server) + "/prometheus"));
                assertClean("endpoint", get(address(server) + "/pointsman"));
            } finally {
                server.getApplicationContext().close();
                root.detachAppender(logged);
                own.detachAppender(logged);
                own.setAdditive(true);
                own.setLevel(null);
            }
        }
        assertClean("decision log", Files.readString(decisions));
        StringBuilder lines = new StringBuilder();
        for (ILoggingEvent event : List.copyOf(logged.list)) {
            lines.append(event.getFormattedMessage()).append('\n');
            for (var cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
                lines.append(cause.getMessage()).append('\n');
            }
        }
        assertThat(lines.toString()).as("audit records").contains("claude", "gpt", "gemini");
        assertThat(logged.list)
                .anySatisfy(event -> assertThat(event.getLoggerName()).isEqualTo("dev.pointsman.audit"));
        assertClean("logs", lines.toString());
    }

    private static String get(String address) throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(address).isEqualTo(200);
        return response.body();
    }

    /** Neither prompts nor keys nor state, also not in base64, in which client protocols carry it. */
    private static void assertClean(String where, String text) {
        assertThat(text).as(where).isNotEmpty();
        for (String mark : List.of(
                CheckingVendor.MARK,
                AgentConversation.MARK,
                "KEYMARK",
                "So far so good",
                "pointsman.detail",
                "pointsman-details")) {
            assertThat(text.contains(mark)).as(where + ": " + mark).isFalse();
            for (int shift = 0; shift < 3; shift++) {
                String encoded = Base64.getEncoder()
                        .encodeToString(("xyz".substring(0, shift) + mark).getBytes(StandardCharsets.UTF_8));
                String middle = encoded.substring(4, encoded.length() - 4);
                assertThat(text.contains(middle))
                        .as(where + ": " + mark + " in base64")
                        .isFalse();
            }
        }
    }

    @Test
    void sessionsOverTwoKeysOfEachVendorEndWell() throws Exception {
        twoKeys("two keys", "", "second");
    }

    @Test
    void sessionsOverTwoKeysOfOneOrganizationKeepTheirReasoning() throws Exception {
        SessionRun run = twoKeys("one organization", "organization: acme", "first");
        assertThat(run.resets).hasValue(0);
    }

    private static SessionRun twoKeys(String name, String organization, String second) throws Exception {
        try (ClaudeVendor claude1 = new ClaudeVendor("first");
                ClaudeVendor claude2 = new ClaudeVendor(second);
                GptVendor gpt1 = new GptVendor("first");
                GptVendor gpt2 = new GptVendor(second);
                GeminiVendor gemini1 = new GeminiVendor("first");
                GeminiVendor gemini2 = new GeminiVendor(second)) {
            List<CheckingVendor> vendors = List.of(claude1, gpt1, gemini1, claude2, gpt2, gemini2);
            StringBuilder yaml = new StringBuilder("pointsman:\n  providers:\n");
            List<String> wires = List.of("anthropic", "openai-responses", "gemini");
            List<String> names = List.of("claude-opus-5-5", "gpt-5.5", "gemini-3-pro");
            for (int i = 0; i < vendors.size(); i++) {
                yaml.append("    p%d: { wire: %s, url: \"%s\", api-key: \"%s\", probe: { interval: 100ms } %s }\n"
                        .formatted(
                                i,
                                wires.get(i % 3),
                                vendors.get(i).url(),
                                KEY + i,
                                organization.isEmpty() ? "" : ", " + organization));
            }
            yaml.append("  models:\n");
            for (int i = 0; i < vendors.size(); i++) {
                yaml.append("    - { id: m%d, name: %s, provider: p%d, capabilities: [tools, reasoning], %s }\n"
                        .formatted(i, names.get(i % 3), i, BREAKER));
            }
            yaml.append("  pools:\n");
            for (int i = 0; i < 3; i++) {
                yaml.append("    v%d: { primary: [m%d], fallback: [m%d] }\n".formatted(i, i, i + 3));
            }
            EmbeddedServer server = gateway(yaml.toString());
            try {
                SessionRun run = new SessionRun(address(server), List.of("v0", "v1", "v2"), vendors, PER_PHASE, THINKS);
                run.run(SESSIONS, 8, FEWEST, MOST);
                for (CheckingVendor vendor : vendors) {
                    vendor.refusals.stream().limit(3).forEach(System.out::println);
                    assertThat(vendor.refused).as(vendor.url()).hasValue(0);
                }
                assertWell(run, name, SESSIONS);
                return run;
            } finally {
                server.getApplicationContext().close();
            }
        }
    }
}
