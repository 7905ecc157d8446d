package dev.pointsman.wire.failure;

import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.failure.FailureRule;
import dev.pointsman.failure.RefusalTable;
import dev.pointsman.model.FailureKind;
import java.util.List;

/** Text of the guide's page on refusals, made of the table. */
final class RefusalPage {
    private static final String HEAD = """
            # Refusals

            Classification of error responses of providers. This page is generated from the table in the jar of
            `pointsman-core`; a test compares the two, and writes the page when run with `-Dwrite.pages=true`.

            The first rule that matches determines the kind. Rules of the configuration come first, then `failures.codes` and
            `failures.statuses`, then the rules of the provider's own family (known by the host of its address), then all rules
            of this table in their order. A message is compared without regard to case from its beginning; `*` stands for any
            run of characters, and `~` at the beginning of a pattern for a name without spaces and quotes. A pattern that takes
            a model out should not begin with `*`: a caller's words that a provider repeats could match it, and take the model
            out for all. Comparing takes time linear in the length of the message, of which 4,000 characters count.

            ```yaml
            pointsman:
              failures:
                rules:
                  - { provider: my-gateway, status: 400, message: "license * expired", kind: credentials }
                  - { code: "custom_rule, other_rule", kind: content-filter }
            ```

            Effect of each kind on the call and the model:

            | kind | same model again | next | the model is disabled | alert |
            |---|---|---|---|---|
            """;

    private static final String TABLE = """

            | rule | provider | status | code | message | kind | source |
            |---|---|---|---|---|---|---|
            """;

    private RefusalPage() {}

    static String text() {
        StringBuilder page = new StringBuilder(HEAD);
        RefusalTable.BUILT_IN.rules().stream()
                .map(FailureRule::kind)
                .distinct()
                .sorted()
                .forEach(kind -> row(page, kind.toString(), again(kind), next(kind), out(kind), alert(kind)));
        page.append(TABLE);
        for (FailureRule rule : RefusalTable.BUILT_IN.rules()) {
            row(
                    page,
                    rule.name(),
                    rule.provider().isEmpty() ? "any" : rule.provider(),
                    list(rule.statuses()),
                    list(rule.codes()),
                    rule.message().isEmpty() ? "" : "``" + rule.message() + "``",
                    rule.kind() + effect(rule.kind()),
                    rule.source());
        }
        return page.toString();
    }

    private static String list(List<String> values) {
        return String.join(", ", values);
    }

    /** What follows from the kind, in the row itself. */
    private static String effect(FailureKind kind) {
        return switch (kind.healthEffect()) {
            case OUT -> ": out for " + outFor() + ", alert";
            case COOLDOWN -> ": out until its limit ends, alert beyond a minute";
            case FAILURE -> ": counts for the breaker, alert when it opens";
            case NOTHING ->
                kind == FailureKind.FORBIDDEN
                        ? ": out, with an alert, after three different callers"
                        : ": not out, no alert";
        };
    }

    private static String out(FailureKind kind) {
        return switch (kind.healthEffect()) {
            case OUT -> "for `breaker.out-for` (" + outFor() + "), then a trial";
            case COOLDOWN ->
                "until the end that the answer names (header, body or sentence); without one 1 s, doubled each time in a row, at most `breaker.open-at-most`; never longer than `breaker.cooldown-at-most`";
            case FAILURE -> "when its breaker opens";
            case NOTHING ->
                kind == FailureKind.FORBIDDEN
                        ? "no; by three different callers in a row for `breaker.out-for` (" + outFor() + ")"
                        : "no";
        };
    }

    private static String alert(FailureKind kind) {
        return switch (kind.healthEffect()) {
            case OUT -> "`" + kind + "`";
            case COOLDOWN -> "`rate-limited`, if it is longer than a minute";
            case FAILURE -> "`opened`, when its breaker opens";
            case NOTHING -> kind == FailureKind.FORBIDDEN ? "`credentials`, when it is disabled" : "no";
        };
    }

    private static String again(FailureKind kind) {
        return switch (kind) {
            case GENERATION_FAILED -> "once, at once";
            case RATE_LIMITED -> "after its wait, if no other model of the tier is there";
            default -> kind.isRetryable() ? "once, after a pause" : "no";
        };
    }

    private static String next(FailureKind kind) {
        return switch (kind.failoverScope()) {
            case ANY_OTHER -> "any other model";
            case OTHER_PROVIDER -> "a model of another provider";
            case LARGER_WINDOW -> "a model with a larger window";
            case NONE -> kind == FailureKind.CONTENT_FILTER ? "none, or others by `on-content-filter`" : "none";
        };
    }

    private static String outFor() {
        return BreakerConfig.DEFAULT.outFor().toMinutes() + " min";
    }

    private static void row(StringBuilder page, String... cells) {
        page.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
