package dev.pointsman.wire.failure;

import dev.pointsman.wire.ErrorReport;
import java.util.Locale;
import java.util.Set;

/**
 * Error response of a provider, as matched by failure rules.
 *
 * @param provider the provider's name in the configuration
 * @param family the family that its address belongs to; empty when unknown
 * @param status the HTTP status; 0 when unknown
 * @param codes the codes that the body names, in lower case
 * @param message the beginning of the provider's message, in lower case and with single spaces
 */
record Refusal(String provider, String family, int status, Set<String> codes, String message) {
    private static final int LONGEST_MESSAGE = 4000;

    static Refusal of(String provider, String family, int status, ErrorReport report) {
        String message = report.message();
        String bounded = message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
        String plain = bounded.replace('\u2019', '\'').replaceAll("\\s+", " ").strip();
        return new Refusal(provider, family, status, report.codes(), plain.toLowerCase(Locale.ROOT));
    }
}
