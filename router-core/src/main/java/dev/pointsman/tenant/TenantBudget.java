package dev.pointsman.tenant;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Budget of a tenant per period of the calendar.
 *
 * @param unit the unit
 * @param amount the amount per period: millionths of a US dollar, or tokens; over 0
 * @param period the period
 * @param zone the time zone of the period's beginning
 * @param models the models that it counts; empty for all
 * @param warnAt shares of the amount at which listeners are notified; each over 0, at most 1
 * @param poolWhenSpent the pool that serves the calls when the budget is spent, and is not limited by it; null to refuse
 *     them, or, if it counts only some models, to go on without these
 */
public record TenantBudget(
        Unit unit,
        long amount,
        Period period,
        ZoneId zone,
        Set<String> models,
        List<Double> warnAt,
        @Nullable String poolWhenSpent) {
    private static final int MICRO = 6;

    /** Unit of a budget. */
    public enum Unit {
        /** Millionths of a US dollar. */
        USD,
        /** Tokens of prompts and answers. */
        TOKENS;

        /** Returns the name as in configuration. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Period of the calendar. */
    public enum Period {
        /** From midnight to midnight. */
        DAY,
        /** From Monday to Monday. */
        WEEK,
        /** From the first of the month. */
        MONTH;

        /** Returns the name as in configuration. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Copies the collections and checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public TenantBudget {
        TenantChecks.require(amount > 0, "amount", amount, "> 0");
        warnAt.forEach(share -> TenantChecks.require(share > 0 && share <= 1, "warnAt", share, "> 0 and <= 1"));
        models = Set.copyOf(models);
        warnAt = warnAt.stream().sorted().toList();
    }

    /**
     * Returns a budget in US dollars for all models, which refuses calls when it is spent.
     *
     * @param dollars the amount; over 0, with at most six decimals counted
     * @param period the period
     * @param zone the time zone
     * @return the budget
     * @throws IllegalArgumentException if the amount is not over 0
     */
    public static TenantBudget usd(BigDecimal dollars, Period period, ZoneId zone) {
        long micros = dollars.movePointRight(MICRO).longValue();
        return new TenantBudget(Unit.USD, micros, period, zone, Set.of(), List.of(), null);
    }

    /** Returns the id of the budget in its tenant, the same as long as unit, period and models are. */
    String id() {
        return unit + "-" + period + (models.isEmpty() ? "" : "-" + String.join("+", new TreeSet<>(models)));
    }

    /** Returns an amount with its unit. */
    String text(long value) {
        return unit == Unit.TOKENS
                ? value + " tokens"
                : "$" + BigDecimal.valueOf(value, MICRO).stripTrailingZeros().toPlainString();
    }

    /** Returns the budget as in configuration. */
    @Override
    public String toString() {
        String value = unit == Unit.TOKENS
                ? String.valueOf(amount)
                : BigDecimal.valueOf(amount, MICRO).stripTrailingZeros().toPlainString();
        return unit + ": " + value + "/" + period + (models.isEmpty() ? "" : " for " + new TreeSet<>(models));
    }
}
