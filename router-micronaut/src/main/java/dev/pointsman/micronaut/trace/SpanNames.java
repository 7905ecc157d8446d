package dev.pointsman.micronaut.trace;

import io.opentelemetry.api.common.AttributeKey;
import java.util.Locale;

/** The names of all attributes. */
final class SpanNames {
    // By OpenTelemetry's conventions.
    static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");
    static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("gen_ai.provider.name");
    static final AttributeKey<String> REQUEST_MODEL = AttributeKey.stringKey("gen_ai.request.model");
    static final AttributeKey<Long> INPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.input_tokens");
    static final AttributeKey<Long> OUTPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.output_tokens");
    static final AttributeKey<Double> FIRST_TOKEN = AttributeKey.doubleKey("gen_ai.response.time_to_first_chunk");
    static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");

    // Without a convention.
    static final AttributeKey<String> DECISION = AttributeKey.stringKey("pointsman.decision.id");
    static final AttributeKey<String> POOL = AttributeKey.stringKey("pointsman.pool");
    static final AttributeKey<String> GOAL = AttributeKey.stringKey("pointsman.goal");
    static final AttributeKey<String> ENDING = AttributeKey.stringKey("pointsman.ending");
    static final AttributeKey<Long> ATTEMPTS = AttributeKey.longKey("pointsman.attempts");
    static final AttributeKey<String> MODEL = AttributeKey.stringKey("pointsman.model");
    static final AttributeKey<String> TIER = AttributeKey.stringKey("pointsman.tier");
    static final AttributeKey<Boolean> HEDGE = AttributeKey.booleanKey("pointsman.hedge");
    static final AttributeKey<Boolean> BESIDE = AttributeKey.booleanKey("pointsman.trial.beside");
    static final AttributeKey<Double> COST = AttributeKey.doubleKey("pointsman.cost");

    private SpanNames() {}

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
