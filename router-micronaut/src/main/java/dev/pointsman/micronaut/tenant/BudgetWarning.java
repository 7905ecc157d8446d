package dev.pointsman.micronaut.tenant;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Application event: a budget has reached one of its warning marks, once per period.
 *
 * @param tenant the tenant's name
 * @param budget the budget as configured
 * @param mark the share of the amount that was reached
 * @param spent the spent and leased amount, in millionths of a dollar or in tokens
 * @param amount the amount of the budget
 */
public record BudgetWarning(String tenant, String budget, double mark, long spent, long amount) {

    /** Returns a message for operators. */
    @Override
    public String toString() {
        return "Budget " + budget + " of tenant " + tenant + ": "
                + BigDecimal.valueOf(100.0 * spent / amount).setScale(1, RoundingMode.HALF_UP) + " % spent or reserved"
                + " (warning mark "
                + BigDecimal.valueOf(100 * mark).stripTrailingZeros().toPlainString() + " %)";
    }
}
