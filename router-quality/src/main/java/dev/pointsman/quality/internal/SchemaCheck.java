package dev.pointsman.quality.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.resource.DisallowSchemaLoader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks JSON against the schemas of requests. Lenient where providers and their clients differ: formats are not checked,
 * a whole number may be written with a fraction of zero, and a schema that cannot be read allows everything. Loads no
 * schema from elsewhere. Not thread-safe.
 */
final class SchemaCheck {
    private static final int REMEMBERED = 256;
    private static final Set<String> TYPES =
            Set.of("string", "number", "integer", "boolean", "object", "array", "null");
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            builder -> builder.schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance()))
                    .enableSchemaCache(false));
    private final SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(false)
            .losslessNarrowing(true)
            .nullableKeywordEnabled(true)
            .failFast(true)
            .build();
    private final Map<JsonNode, Optional<JsonSchema>> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<JsonNode, Optional<JsonSchema>> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Returns the value of a JSON text; null if it is not JSON. */
    static @Nullable JsonNode parse(String text) {
        try {
            JsonNode value = READER.readTree(text);
            return value == null || value.isMissingNode() ? null : value;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** Returns whether a value matches a schema. */
    boolean matches(JsonNode schema, JsonNode value) {
        JsonSchema compiled = known.computeIfAbsent(schema, this::compile).orElse(null);
        if (compiled == null) {
            return true;
        }
        try {
            return compiled.validate(value).isEmpty();
        } catch (RuntimeException
                | StackOverflowError e) { // the first thing that does not match, or a schema beyond it
            return !isMismatch(e);
        }
    }

    private static boolean isMismatch(Throwable e) {
        return e instanceof com.networknt.schema.FailFastAssertionException;
    }

    /** Returns whether all types are those of JSON Schema; OpenAPI's in capital letters, for one, are not. */
    private static boolean areTypesKnown(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isTextual() && !TYPES.contains(type.textValue())) {
            return false;
        }
        for (JsonNode part : schema) {
            if (part.isContainerNode() && !areTypesKnown(part)) {
                return false;
            }
        }
        return true;
    }

    private Optional<JsonSchema> compile(JsonNode schema) {
        if (!schema.isObject() || !areTypesKnown(schema)) {
            return Optional.empty();
        }
        try {
            JsonSchema compiled = factory.getSchema(schema, config);
            compiled.initializeValidators();
            return Optional.of(compiled);
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.empty();
        }
    }
}
