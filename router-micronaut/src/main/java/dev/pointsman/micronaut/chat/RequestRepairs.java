package dev.pointsman.micronaut.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.JsonFields;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Repairs of requests that one provider refuses for something that their client could not know: they are sent once more to
 * the same model, within the same attempt. Thread-safe.
 *
 * <p>Opaque reasoning state that the provider does not take is left out. So are sampling fields, such as the temperature of
 * reasoning models, if the request was translated to the provider's protocol; what a model refuses always is learned, and
 * left out of its later requests at once.
 */
final class RequestRepairs {
    private static final Pattern STATE = Pattern.compile(
            "signature|thinking. block|thinking block|encrypted_content|encrypted content|reasoning item|thought_?signature");

    private static final List<String> SAMPLING =
            List.of("temperature", "top_p", "top_k", "presence_penalty", "frequency_penalty");

    private static final List<String> REFUSING = List.of(
            "unsupported",
            "not supported",
            "does not support",
            "deprecated",
            "only the default",
            "not allowed",
            "not permitted");

    /** Words of a refusal that depends on other fields of the request. */
    private static final List<String> REFUSING_ONCE = List.of("may only be set", "cannot both be specified");

    private static final String COMPLETIONS = "openai";

    private final String wire;
    private final Map<String, Set<String>> learned = new ConcurrentHashMap<>(); // by the provider's name for the model

    RequestRepairs(String wire) {
        this.wire = wire;
    }

    /** Request to the provider, and whether its reasoning state was left out after a refusal. */
    @FunctionalInterface
    interface Call<T> {
        Flux<T> send(ChatRequest request, boolean withoutState);
    }

    /** Returns the answer, or its chunks. */
    <T> Flux<T> send(Model model, ChatRequest request, Call<T> call) {
        ChatRequest known = known(model, request);
        return call.send(known, false)
                .onErrorResume(error -> isOfState(error, known)
                        ? call.send(known.withoutReasoning(), true)
                                .onErrorResume(
                                        ProviderException.class, refused -> withoutFields(model, known, refused, call))
                        : error instanceof ProviderException refused
                                ? withoutFields(model, known, refused, call)
                                : Flux.error(error));
    }

    private <T> Flux<T> withoutFields(Model model, ChatRequest known, ProviderException refused, Call<T> call) {
        ChatRequest repaired = repaired(refused.failure(), known);
        return repaired == null
                ? Flux.error(refused)
                : call.send(repaired, false)
                        .onErrorResume(
                                error -> isOfState(error, repaired),
                                error -> call.send(repaired.withoutReasoning(), true))
                        .doOnComplete(() -> learn(model, refused.failure(), known));
    }

    /** Returns whether an error says that reasoning state is invalid, and the request has any that can be left out. */
    static boolean isOfState(Throwable error, ChatRequest request) {
        return error instanceof ProviderException refused
                && refused.failure().kind() == FailureKind.INVALID_REQUEST
                && STATE.matcher(text(refused.failure())).find()
                && request.isWithReasoning()
                && request.messages().stream()
                        .anyMatch(message -> JsonFields.field(message, "reasoning_details") != null);
    }

    private ChatRequest known(Model model, ChatRequest request) {
        Set<String> fields = learned.getOrDefault(model.name(), Set.of());
        return fields.isEmpty() || !isTranslated(request) ? request : without(request, fields);
    }

    /** Returns the request without the sampling fields that a refusal names; null if it names none that the request has. */
    private @Nullable ChatRequest repaired(Failure refusal, ChatRequest request) {
        if (refusal.kind() != FailureKind.INVALID_REQUEST || !isTranslated(request)) {
            return null;
        }
        Set<String> fields = named(refusal, request);
        return fields.isEmpty() ? null : without(request, fields);
    }

    /** Records that a request was served after the repair. */
    private void learn(Model model, Failure refusal, ChatRequest refused) {
        if (isAny(REFUSING, text(refusal))) {
            learned.computeIfAbsent(model.name(), name -> ConcurrentHashMap.newKeySet())
                    .addAll(named(refusal, refused));
        }
    }

    private boolean isTranslated(ChatRequest request) {
        boolean own = wire.equals(COMPLETIONS) ? !request.isTranslatedFor(wire) : request.source(wire) != null;
        return !own;
    }

    private static Set<String> named(Failure refusal, ChatRequest request) {
        String text = text(refusal);
        Set<String> named = new HashSet<>();
        for (String field : SAMPLING) {
            boolean said = text.contains(field) || text.contains(field.replace("_", ""));
            if (said && JsonFields.field(request.json(), field) != null) {
                named.add(field);
            }
        }
        return isAny(REFUSING, text) || isAny(REFUSING_ONCE, text) ? named : Set.of();
    }

    private static boolean isAny(List<String> words, String text) {
        return words.stream().anyMatch(text::contains);
    }

    private static String text(Failure refusal) {
        return refusal.message().toLowerCase(Locale.ROOT);
    }

    private static ChatRequest without(ChatRequest request, Set<String> fields) {
        Map<String, JsonNode> kept = JsonFields.fields(request.json());
        return kept.keySet().removeAll(fields) ? request.with(JsonFields.objectOf(kept)) : request;
    }
}
