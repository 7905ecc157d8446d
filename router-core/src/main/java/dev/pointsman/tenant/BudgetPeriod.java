package dev.pointsman.tenant;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/**
 * Period of a budget in the calendar of a zone.
 *
 * @param id its first day, and the zone
 * @param start its start
 * @param end its end
 */
record BudgetPeriod(String id, Instant start, Instant end) {

    /** Returns the period that an instant is in. Days of a change of the clocks are shorter or longer. */
    static BudgetPeriod at(TenantBudget.Period period, ZoneId zone, Instant instant) {
        LocalDate day = LocalDate.ofInstant(instant, zone);
        LocalDate first = switch (period) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
        };
        LocalDate next = switch (period) {
            case DAY -> first.plusDays(1);
            case WEEK -> first.plusWeeks(1);
            case MONTH -> first.plusMonths(1);
        };
        return new BudgetPeriod(
                first + "/" + zone,
                first.atStartOfDay(zone).toInstant(),
                next.atStartOfDay(zone).toInstant());
    }

    Duration length() {
        return Duration.between(start, end);
    }
}
