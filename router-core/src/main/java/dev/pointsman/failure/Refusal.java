package dev.pointsman.failure;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Error response of a provider, as matched by failure rules. Immutable.
 *
 * @param provider the provider's name in the configuration; empty when it has none
 * @param family the family that its address belongs to, see {@link RefusalTable#family}; empty when unknown
 * @param status the HTTP status; 0 when unknown
 * @param codes the codes, types and reasons that the response names, in any case, the most specific first
 * @param message the provider's message, of which the first 4,000 characters count, without regard to case and to
 *     repeated spaces; empty when unknown
 */
public record Refusal(String provider, String family, int status, Set<String> codes, String message) {
    private static final int LONGEST_MESSAGE = 4000;

    /** Brings codes and message to the form that rules have. */
    public Refusal {
        codes = codes.stream()
                .map(code -> code.toLowerCase(Locale.ROOT))
                .collect(Collectors.collectingAndThen(
                        Collectors.toCollection(LinkedHashSet::new), Collections::unmodifiableSet));
        String bounded = message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
        String plain = bounded.replace('\u2019', '\'').replaceAll("\\s+", " ").strip();
        message = plain.toLowerCase(Locale.ROOT);
    }
}
