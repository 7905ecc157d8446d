package dev.pointsman.tenant;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * State of a limit or budget.
 *
 * @param limit the limit as configured
 * @param unit the unit of the amounts: requests, tokens, concurrent, or micro-dollars
 * @param amount the amount of its period
 * @param left what is neither spent nor leased by other instances, as far as this one knows; at least 0
 * @param resets the time until the end of its period; at least 0; null for calls under way, which have none
 */
public record TenantBalance(
        String limit,
        String unit,
        long amount,
        long left,
        @Nullable Duration resets) {}
