package dev.pointsman.micronaut.chat;

import dev.pointsman.model.FailureKind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the user says that failures mean, where that differs from what they usually mean. Immutable. A bean of this type
 * holds what stands under {@code pointsman.failures}.
 *
 * @param rules rules by provider, status, code and message, tried in order before everything else
 * @param statuses kinds by HTTP status
 * @param codes kinds by the code or type of error that a provider gives; upper and lower case are the same
 * @param exceptions kinds by the name of a class of exceptions, as {@link Class#getName} gives it; its subclasses are of
 *     the same kind
 */
public record FailureMappings(
        List<FailureRule> rules,
        Map<Integer, FailureKind> statuses,
        Map<String, FailureKind> codes,
        Map<String, FailureKind> exceptions) {

    /** No mappings. */
    public static final FailureMappings NONE = new FailureMappings(List.of(), Map.of(), Map.of(), Map.of());

    /** Copies the list and the maps. */
    public FailureMappings {
        rules = List.copyOf(rules);
        statuses = Map.copyOf(statuses);
        Map<String, FailureKind> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(codes);
        codes = Collections.unmodifiableMap(anyCase);
        exceptions = Map.copyOf(exceptions);
    }

    /**
     * The families of providers that rules may name.
     *
     * @return the families, sorted, such as {@code anthropic} and {@code groq}
     */
    public static List<String> families() {
        return RefusalTable.families();
    }

    /**
     * Mappings without rules.
     *
     * @param statuses kinds by HTTP status
     * @param codes kinds by code or type of error
     * @param exceptions kinds by the name of a class of exceptions
     */
    public FailureMappings(
            Map<Integer, FailureKind> statuses, Map<String, FailureKind> codes, Map<String, FailureKind> exceptions) {
        this(List.of(), statuses, codes, exceptions);
    }

    /**
     * What an answer of a provider means. A code says more than a status, so it goes first.
     *
     * @param status the HTTP status; 0 when there was none
     * @param words the codes and types of error that the provider gave; the first one with a mapping counts
     * @return the kind; null when there is no mapping
     */
    public @Nullable FailureKind ofAnswer(int status, String... words) {
        for (String word : words) {
            FailureKind kind = codes.get(word);
            if (kind != null) {
                return kind;
            }
        }
        return statuses.get(status);
    }

    /**
     * What an exception means: its class or the nearest superclass that has a mapping says it; causes are not looked at.
     *
     * @param error the exception
     * @return the kind; null when there is no mapping
     */
    public @Nullable FailureKind ofException(Throwable error) {
        for (Class<?> type = error.getClass(); type != null; type = type.getSuperclass()) {
            FailureKind kind = exceptions.get(type.getName());
            if (kind != null) {
                return kind;
            }
        }
        return null;
    }
}
