package dev.pointsman.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import dev.pointsman.model.Model;
import dev.pointsman.model.Usage;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.JsonFields;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.MathContext;
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
    private static final MathContext DIGITS = new MathContext(12);

    private final ModelRouter router;
    private final UsageCost inUsage;

    CostFields(ModelRouter router, @Property(name = KEY, defaultValue = "streams") UsageCost inUsage) {
        this.router = router;
        this.inUsage = inUsage;
    }

    /** Returns the cost of a whole answer; null if it is unknown or the answer is stale. */
    static @Nullable BigDecimal of(RouteResult<?> result, Usage usage) {
        return result.stale() ? null : dollars(result.model().cost(usage));
    }

    /**
     * Returns a chunk with the cost of its usage, priced by the model that ended the answer; null if it has none to
     * add.
     */
    @Nullable
    JsonNode priced(ChatChunk chunk, Model begun) {
        if (inUsage == UsageCost.NEVER) {
            return null;
        }
        Usage usage = chunk.usage();
        BigDecimal cost = usage.isKnown() ? dollars(ending(chunk.json(), begun).cost(usage)) : null;
        return cost != null && hasPlace(chunk.json()) ? put(chunk.json(), cost) : null;
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

    private static @Nullable BigDecimal dollars(double cost) {
        if (!Double.isFinite(cost)) {
            return null;
        }
        BigDecimal plain = BigDecimal.valueOf(cost).round(DIGITS).stripTrailingZeros();
        return plain.signum() == 0 ? BigDecimal.ZERO : plain;
    }
}
