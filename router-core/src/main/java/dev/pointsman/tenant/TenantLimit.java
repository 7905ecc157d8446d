package dev.pointsman.tenant;

import java.time.Duration;
import java.util.Locale;

/**
 * Limit of a tenant or of one of its keys.
 *
 * @param kind the unit
 * @param amount the amount per period, or of calls under way; over 0
 * @param period the period, over 0; ignored for calls under way
 */
public record TenantLimit(Kind kind, long amount, Duration period) {

    /** Unit of a limit. */
    public enum Kind {
        /** Calls per period. */
        REQUESTS,
        /** Tokens of prompts and answers per period. */
        TOKENS,
        /** Calls under way. */
        CONCURRENT;

        /** Returns the name as in configuration. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public TenantLimit {
        TenantChecks.require(amount > 0, "amount", amount, "> 0");
        TenantChecks.require(!period.isZero() && !period.isNegative(), "period", period, "> 0");
    }

    /**
     * Returns a limit of calls per period.
     *
     * @param amount the number of calls; over 0
     * @param period the period; over 0
     * @return the limit
     * @throws IllegalArgumentException if a value is out of its range
     */
    public static TenantLimit requests(long amount, Duration period) {
        return new TenantLimit(Kind.REQUESTS, amount, period);
    }

    /**
     * Returns a limit of tokens per period.
     *
     * @param amount the number of tokens, of prompts and answers; over 0
     * @param period the period; over 0
     * @return the limit
     * @throws IllegalArgumentException if a value is out of its range
     */
    public static TenantLimit tokens(long amount, Duration period) {
        return new TenantLimit(Kind.TOKENS, amount, period);
    }

    /**
     * Returns a limit of calls under way.
     *
     * @param amount the number of calls; over 0
     * @return the limit
     * @throws IllegalArgumentException if the number is not over 0
     */
    public static TenantLimit concurrent(long amount) {
        return new TenantLimit(Kind.CONCURRENT, amount, Duration.ofDays(1));
    }

    /** Returns the limit as in configuration. */
    @Override
    public String toString() {
        return kind + ": " + amount + (kind == Kind.CONCURRENT ? "" : "/" + ShortDuration.of(period));
    }
}
