package dev.pointsman.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import dev.pointsman.gateway.response.RouterHeaders;
import dev.pointsman.micronaut.cache.CacheUse;
import dev.pointsman.model.Model;
import dev.pointsman.model.Usage;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.JsonFields;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Costs of answers in US dollars, from token counts and the configured prices: a header of whole answers, and the field
 * {@code cost} of the usage object as {@link UsageCost} says. Both are absent where price or usage is unknown. A cost
 * that the provider itself sent in that field is kept.
 */
@Singleton
final class CostFields {
    /** Setting {@code gateway.usage-cost}: answers whose usage object gets the field {@code cost}. */
    enum UsageCost {
        /** The last chunk of streams, whose cost no header can hold; other answers are unchanged. */
        STREAMS,
        /** All answers. */
        ALWAYS,
        /** None. */
        NEVER
    }

    static final String KEY = GatewayKeys.ROOT + ".usage-cost";

    private static final String USAGE = "usage";
    private static final String COST = "cost";

    private final ModelRouter router;
    private final UsageCost inUsage;

    CostFields(ModelRouter router, @Property(name = KEY, defaultValue = "streams") UsageCost inUsage) {
        this.router = router;
        this.inUsage = inUsage;
    }

    /**
     * Returns the cost of a whole answer; 0 if it is cached; null if it is unknown or the answer is
     * stale.
     */
    static @Nullable BigDecimal of(RouteResult<?> result, Usage usage) {
        if (CacheUse.isFree(result)) {
            return BigDecimal.ZERO;
        }
        return result.stale() ? null : RouterHeaders.dollars(result.model().cost(usage));
    }

    /**
     * Returns a chunk with the cost of its usage, priced by the model that ended the answer, 0 if the answer is cached;
     * null if it has none to add.
     */
    @Nullable
    JsonNode priced(ChatChunk chunk, RouteResult<?> result) {
        if (inUsage == UsageCost.NEVER) {
            return null;
        }
        Usage usage = chunk.usage();
        BigDecimal cost = usage.isKnown() ? cost(chunk, result, usage) : null;
        return cost != null && hasPlace(chunk.json()) ? put(chunk.json(), cost) : null;
    }

    private @Nullable BigDecimal cost(ChatChunk chunk, RouteResult<?> result, Usage usage) {
        return CacheUse.isFree(result)
                ? BigDecimal.ZERO
                : RouterHeaders.dollars(ending(chunk.json(), result.model()).cost(usage));
    }

    /**
     * Returns the answer with its cost in the usage object if {@link UsageCost} asks for it; else the answer unchanged.
     */
    JsonNode with(JsonNode answer, @Nullable BigDecimal cost) {
        return inUsage == UsageCost.ALWAYS && cost != null && hasPlace(answer) ? put(answer, cost) : answer;
    }

    private static boolean hasPlace(JsonNode answer) {
        JsonNode usage = answer.get(USAGE);
        return usage != null && usage.isObject() && usage.get(COST) == null;
    }

    private static JsonNode put(JsonNode answer, BigDecimal cost) {
        JsonNode usage = Objects.requireNonNull(answer.get(USAGE));
        return put(answer, USAGE, put(usage, COST, DecimalNode.valueOf(cost)));
    }

    /**
     * Returns the model that ended the answer: after a continuation by another model, the chunks name it from the
     * finish reason on.
     */
    private Model ending(JsonNode chunk, Model begun) {
        JsonNode mark = chunk.get("pointsman");
        JsonNode id = mark == null ? null : mark.get("model");
        if (id == null || !id.isTextual()) {
            return begun;
        }
        Model ending = router.model(id.textValue());
        return ending == null ? begun : ending;
    }

    private static JsonNode put(JsonNode object, String name, JsonNode value) {
        return JsonFields.buildFrom(object).put(name, value).node();
    }
}
