package dev.pointsman.micronaut.usage;

import dev.pointsman.model.Pricing;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Usage;
import dev.pointsman.tenant.AttemptCharges;
import dev.pointsman.trace.AttemptRecord;
import dev.pointsman.trace.CallOutcome;
import dev.pointsman.trace.CompletedCall;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Mapper from a completed call to its rows of usage: one for each attempt that is charged, and one for the call's end. */
final class CallUsage {
    private static final double MILLION = 1e6;

    private CallUsage() {}

    static void of(CompletedCall call, String tenant, LocalDate day, BiConsumer<UsageKey, UsageTotals> rows) {
        RouteRequest request = call.request();
        String key = request.key() == null ? "" : request.key();
        String goal = call.trace().goal();
        List<AttemptRecord> attempts = call.trace().attempts();
        boolean counted = false;
        for (int i = 0; i < attempts.size(); i++) {
            AttemptRecord attempt = attempts.get(i);
            boolean served = attempt.failure() == null;
            boolean fallback = !served || i > 0 || attempt.tier() != Tier.PRIMARY;
            UsageTotals totals = of(attempt, request, fallback, served && !counted);
            counted |= served;
            if (!totals.equals(UsageTotals.NONE)) {
                rows.accept(new UsageKey(day, tenant, key, attempt.model().id(), goal), totals);
            }
        }
        if (!counted) {
            boolean refused = call.ending() == CallOutcome.REFUSED;
            rows.accept(
                    new UsageKey(day, tenant, key, "", goal),
                    new UsageTotals(0, refused ? 0 : 1, refused ? 1 : 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        }
    }

    private static UsageTotals of(AttemptRecord attempt, RouteRequest request, boolean fallback, boolean answers) {
        int input = request.estimatedInputTokens();
        int output = AttemptCharges.answer(request);
        Usage usage = attempt.usage();
        long inputTokens = AttemptCharges.input(attempt, input);
        long outputTokens = AttemptCharges.output(attempt, output);
        double charged = AttemptCharges.cost(attempt, input, output);
        boolean priced = !Double.isNaN(charged);
        double cost = priced ? charged : 0;
        return new UsageTotals(
                answers ? 1 : 0,
                0,
                0,
                inputTokens,
                usage.cachedTokens(),
                usage.cacheWriteTokens(),
                outputTokens,
                cost,
                AttemptCharges.isEstimated(attempt) ? cost : 0,
                fallback ? cost : 0,
                savings(attempt.model().price(), usage),
                priced ? 0 : inputTokens + outputTokens,
                0,
                0,
                0,
                0);
    }

    private static double savings(@Nullable Pricing price, Usage usage) {
        if (price == null) {
            return 0;
        }
        int lasting = usage.longCacheWriteTokens();
        return (usage.cachedTokens() * (price.input() - price.cached())
                        - (usage.cacheWriteTokens() - lasting) * (price.cacheWrite() - price.input())
                        - lasting * (price.longCacheWrite() - price.input()))
                / MILLION;
    }
}
