package dev.pointsman.micronaut.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.micronaut.cache.CacheUse;
import dev.pointsman.model.Operation;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Usage;
import dev.pointsman.trace.CallOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditJsonTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private final AuditJson json = new AuditJson();

    @Test
    void aLineHasAFieldForEachThingAndLeavesOutWhatIsUnknown() throws Exception {
        AuditRecord.Attempt attempt = new AuditRecord.Attempt(
                7,
                new AuditRecord.Model("one", "gpt", "acme", null, "main"),
                Tier.PRIMARY,
                Duration.ZERO,
                Duration.ofMillis(250),
                Duration.ofMillis(125),
                new Usage(10, 4, 20),
                0.5,
                false,
                null,
                0);
        assertThat(read(record("acme", attempt))).isEqualTo(new ObjectMapper().readTree("""
                {"decision":"eu-1-7","began":"2026-11-21T12:00:00Z","seconds":0.5,"ending":"served","stale":false,
                 "tenant":"acme","pool":"chat","goal":"speed","operation":"chat",
                 "model":"one","name":"gpt","provider":"acme","key":"main","tier":"primary","degraded":false,
                 "usage":{"input":10,"cached":4,"output":20},"cost":0.5,
                 "attempts":[{"number":7,"model":"one","name":"gpt","provider":"acme","key":"main","tier":"primary",
                   "startedAfterSeconds":0.0,"seconds":0.25,"ttftSeconds":0.125,"hedge":false,"outcome":"served",
                   "usage":{"input":10,"cached":4,"output":20},"cost":0.5}]}
                """));
    }

    @Test
    void noNameBreaksTheLine() throws Exception {
        String evil = "a\"}\n2026 INFO forged \r\u001b[31m\u007f\u009b\u2028\u202e<b>";
        String line = json.write(record(evil));
        assertThat(line).matches("[\\x20-\\x7e]+");
        assertThat(new ObjectMapper().readTree(line).path("tenant").asText()).isEqualTo(evil);
    }

    private JsonNode read(AuditRecord record) throws Exception {
        return new ObjectMapper().readTree(json.write(record));
    }

    @Test
    void theTrialBesideACallNamesTheModelThatGotThePromptToo() throws Exception {
        AuditRecord.Model model = new AuditRecord.Model("a", "name-a", "provider-a", null, "key-a");
        JsonNode line = read(record("acme", new AuditRecord.BesideTrial(8, model, Tier.FALLBACK)));
        assertThat(line.path("besideTrial").path("number").asLong()).isEqualTo(8);
        assertThat(line.path("besideTrial").path("model").asText()).isEqualTo("a");
        assertThat(line.path("besideTrial").path("provider").asText()).isEqualTo("provider-a");
        assertThat(line.path("besideTrial").path("tier").asText()).isEqualTo("fallback");
        assertThat(read(record("acme")).has("besideTrial")).isFalse();
    }

    private static AuditRecord record(String tenant, AuditRecord.Attempt... attempts) {
        return record(tenant, null, attempts);
    }

    private static AuditRecord record(
            String tenant, AuditRecord.@Nullable BesideTrial beside, AuditRecord.Attempt... attempts) {
        return new AuditRecord(
                "eu-1-7",
                NOON,
                Duration.ofMillis(500),
                CallOutcome.SERVED,
                tenant,
                "chat",
                "speed",
                Operation.CHAT,
                false,
                List.of(attempts),
                beside,
                null);
    }

    @Test
    void aCachedAnswerNamesItsModelAndItsSaving() throws Exception {
        AuditRecord.Model model = new AuditRecord.Model("one", "gpt", "acme", "eu", "main");
        AuditRecord record = new AuditRecord(
                null,
                NOON,
                Duration.ofMillis(500),
                CallOutcome.SERVED,
                "acme",
                "chat",
                "speed",
                Operation.CHAT,
                false,
                List.of(),
                null,
                new AuditRecord.CachedAnswer(model, CacheUse.Outcome.SHARED, 0.5));
        assertThat(read(record)).isEqualTo(new ObjectMapper().readTree("""
                {"began":"2026-11-21T12:00:00Z","seconds":0.5,"ending":"served","stale":false,
                 "tenant":"acme","pool":"chat","goal":"speed","operation":"chat","cache":"shared",
                 "model":"one","name":"gpt","provider":"acme","region":"eu","key":"main","cost":0.0,"saved":0.5}
                """));
    }
}
