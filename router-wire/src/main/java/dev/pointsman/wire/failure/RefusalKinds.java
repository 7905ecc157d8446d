package dev.pointsman.wire.failure;

import dev.pointsman.failure.FailureRule;
import dev.pointsman.failure.Refusal;
import dev.pointsman.failure.RefusalTable;
import dev.pointsman.model.FailureKind;
import dev.pointsman.wire.ErrorReport;
import org.jspecify.annotations.Nullable;

/**
 * Classifier of one provider's error responses: by the user's rules, then the user's mappings, then the built-in table.
 */
final class RefusalKinds {
    private final String provider;
    private final String family;
    private final FailureMappings mappings;

    /**
     * Creates the classifier of one provider.
     *
     * @param provider its name in the configuration; empty when it has none
     * @param host the host of its address; null when unknown
     * @param mappings the user's failure mappings
     */
    RefusalKinds(String provider, @Nullable String host, FailureMappings mappings) {
        this.provider = provider;
        this.family = host == null ? "" : RefusalTable.BUILT_IN.family(host);
        this.mappings = mappings;
    }

    /** A failure kind and the name of the rule that matched. */
    record Verdict(FailureKind kind, String rule) {}

    /** Returns the kind of a report; the status is 0 for an error inside an answer, which may name a status itself. */
    Verdict of(int status, ErrorReport report) {
        Refusal refusal =
                new Refusal(provider, family, status == 0 ? report.status() : status, report.codes(), report.message());
        for (FailureRule rule : mappings.rules()) {
            if (rule.matches(refusal)) {
                return new Verdict(rule.kind(), rule.name());
            }
        }
        FailureKind mapped = mappings.ofAnswer(status, report.codes().toArray(String[]::new));
        if (mapped != null) {
            return new Verdict(mapped, "failures");
        }
        FailureRule rule = RefusalTable.BUILT_IN.find(refusal);
        return new Verdict(rule.kind(), rule.name());
    }
}
