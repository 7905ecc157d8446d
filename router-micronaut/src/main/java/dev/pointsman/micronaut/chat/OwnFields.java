package dev.pointsman.micronaut.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.wire.JsonFields;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fields that one provider refuses although no caller set them, or not under that name. Thread-safe.
 *
 * <p>Fields added by the router are omitted; the token limit has two names, and the other one is used for a model that
 * refused the first. A change is recorded only after a request was served with it.
 */
final class OwnFields {
    private static final List<String> ADDED = List.of("stream_options", "metadata");

    private static final Map<String, String> OTHER_NAMES =
            Map.of("max_tokens", "max_completion_tokens", "max_completion_tokens", "max_tokens");

    private static final List<String> REFUSING = List.of(
            "unsupported",
            "not supported",
            "does not support",
            "extra input",
            "extra_forbidden",
            "extra fields",
            "not permitted",
            "not allowed",
            "unknown",
            "unrecognized",
            "unexpected");

    private final Set<Change> learned =
            ConcurrentHashMap.newKeySet(); // at most two for each model and one for each field

    /** A field that is omitted, or renamed for one model. */
    record Change(String field, String model) {
        private boolean isRename() {
            return OTHER_NAMES.containsKey(field);
        }

        /** Returns the request without the field, or with its other name; null if that makes no difference. */
        @Nullable
        JsonNode apply(JsonNode request, JsonNode asked) {
            Map<String, JsonNode> fields = JsonFields.fields(request);
            String other = OTHER_NAMES.get(field);
            boolean applies = other == null
                    ? asked.get(field) == null
                    : model.equals(JsonFields.text(request, "model", "")) && !fields.containsKey(other);
            JsonNode value = applies ? fields.remove(field) : null;
            if (value != null && other != null) {
                fields.put(other, value);
            }
            return value == null ? null : JsonFields.objectOf(fields);
        }
    }

    /** A changed request, to be sent once more. */
    record Repair(Change change, JsonNode body) {}

    /** Returns the fields that an error response names as unsupported; none if it has another cause. */
    static Set<String> named(Failure failure, byte[] body) {
        boolean ofRequest =
                failure.kind() == FailureKind.INVALID_REQUEST && (failure.status() == 400 || failure.status() == 422);
        String text = ofRequest ? new String(body, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT) : "";
        return REFUSING.stream().anyMatch(text::contains)
                ? Stream.concat(ADDED.stream(), OTHER_NAMES.keySet().stream())
                        .filter(text::contains)
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    /** Returns the request with all recorded changes. */
    JsonNode known(JsonNode request, JsonNode asked) {
        JsonNode known = request;
        for (Change change : learned) {
            JsonNode changed = change.apply(known, asked);
            known = changed == null ? known : changed;
        }
        return known;
    }

    /** Returns the repair of a request whose fields were refused; null if the router did not set them. */
    static @Nullable Repair repair(JsonNode request, JsonNode asked, Set<String> refused) {
        String model = JsonFields.text(request, "model", "");
        return refused.stream()
                .map(field -> new Change(field, OTHER_NAMES.containsKey(field) ? model : ""))
                .sorted(Comparator.comparing(Change::isRename).thenComparing(Change::field))
                .flatMap(change ->
                        Stream.ofNullable(change.apply(request, asked)).map(body -> new Repair(change, body)))
                .findFirst()
                .orElse(null);
    }

    /** Records that a request was served with the change. */
    void learn(Change change) {
        learned.add(change);
    }
}
