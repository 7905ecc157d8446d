package dev.pointsman.wire.failure;

import dev.pointsman.failure.FailureRule;
import dev.pointsman.failure.RefusalTable;
import dev.pointsman.model.FailureKind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The user's mappings of failures to kinds, checked before the built-in ones. Immutable. A bean of this type holds the
 * configuration under {@code pointsman.failures}.
 *
 * @param rules rules by provider, status, code and message, tried in order before everything else
 * @param statuses kinds by HTTP status
 * @param codes kinds by the code or type of error that a provider gives; upper and lower case are the same
 * @param exceptions kinds by the name of a class of exceptions, as {@link Class#getName} gives it; its subclasses are
 *     of the same kind
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
     * Returns the families of providers that rules may name.
     *
     * @return the families, sorted, such as {@code anthropic} and {@code groq}
     */
    public static List<String> families() {
        return RefusalTable.families();
    }

    /**
     * Creates mappings without rules.
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
     * Returns the kind of a provider's answer. Codes are more specific than statuses and are checked first.
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
     * Returns the kind of an exception, by its class or its nearest superclass with a mapping; causes are ignored.
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
