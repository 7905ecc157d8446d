package dev.pointsman.micronaut.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Usage;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Serializer of audit records to one line of JSON; unknown values are omitted. */
/*
 * Only ASCII, and no control characters, so that a name cannot break a line or control a terminal.
 */
final class AuditJson {
    private static final double NANOS = 1e-9;

    private final JsonMapper mapper =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    String write(AuditRecord call) {
        ObjectNode line = mapper.createObjectNode();
        putIfKnown(line, "decision", call.decisionId());
        line.put("began", call.began().toString());
        line.put("seconds", seconds(call.duration()));
        line.put("ending", call.ending().toString());
        line.put("stale", call.stale());
        putIfKnown(line, "tenant", call.tenant());
        line.put("pool", call.pool());
        line.put("goal", call.goal());
        line.put("operation", word(call.operation()));
        call.served().ifPresent(served -> served(line, served));
        AuditRecord.CachedAnswer cached = call.cached();
        if (cached != null) {
            line.put("cache", word(cached.outcome()));
            model(line, cached.model());
            line.put("cost", 0.0).put("saved", cached.saved());
        }
        call.attempts().forEach(attempt -> attempt(line.withArray("attempts").addObject(), attempt));
        AuditRecord.BesideTrial beside = call.beside();
        if (beside != null) {
            ObjectNode trial = line.putObject("besideTrial").put("number", beside.number());
            model(trial, beside.model(), beside.tier());
        }
        try {
            return mapper.writeValueAsString(line).replace("\u007f", "\\u007f");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("audit record not serializable", e);
        }
    }

    private static void served(ObjectNode line, AuditRecord.Attempt served) {
        model(line, served.model(), served.tier());
        line.put("degraded", served.tier() != Tier.PRIMARY);
        spent(line, served);
    }

    private static void attempt(ObjectNode node, AuditRecord.Attempt attempt) {
        node.put("number", attempt.number());
        model(node, attempt.model(), attempt.tier());
        node.put("startedAfterSeconds", seconds(attempt.startedAfter()));
        node.put("seconds", seconds(attempt.duration()));
        Duration ttft = attempt.ttft();
        if (ttft != null) {
            node.put("ttftSeconds", seconds(ttft));
        }
        node.put("hedge", attempt.hedge());
        node.put(
                "outcome",
                Optional.ofNullable(attempt.failure()).map(Object::toString).orElse("served"));
        if (attempt.status() != 0) {
            node.put("status", attempt.status());
        }
        spent(node, attempt);
    }

    private static void model(ObjectNode node, AuditRecord.Model model, Tier tier) {
        model(node, model);
        node.put("tier", word(tier));
    }

    private static void model(ObjectNode node, AuditRecord.Model model) {
        node.put("model", model.id());
        node.put("name", model.name());
        node.put("provider", model.provider());
        putIfKnown(node, "region", model.region());
        node.put("key", model.key());
    }

    private static void spent(ObjectNode node, AuditRecord.Attempt attempt) {
        Usage usage = attempt.usage();
        if (usage.isKnown()) {
            node.putObject("usage")
                    .put("input", usage.inputTokens())
                    .put("cached", usage.cachedTokens())
                    .put("output", usage.outputTokens());
        }
        if (!Double.isNaN(attempt.cost())) {
            node.put("cost", attempt.cost());
        }
    }

    private static void putIfKnown(ObjectNode node, String key, @Nullable String value) {
        if (value != null) {
            node.put(key, value);
        }
    }

    private static double seconds(Duration time) {
        return time.toNanos() * NANOS;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
