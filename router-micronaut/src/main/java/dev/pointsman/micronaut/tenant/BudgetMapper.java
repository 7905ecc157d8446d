package dev.pointsman.micronaut.tenant;

import dev.pointsman.micronaut.config.ConfigErrors;
import dev.pointsman.micronaut.config.EnumValues;
import dev.pointsman.tenant.TenantBudget;
import dev.pointsman.tenant.TenantBudget.Period;
import dev.pointsman.tenant.TenantBudget.Unit;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Mapper of one budget. */
final class BudgetMapper {
    private static final double LEAST_DOLLARS = 1e-6;
    private static final double MOST_DOLLARS = 1e12;
    private static final int MICRO = 6;

    private BudgetMapper() {}

    /** Returns the budget; none if it is wrong, which is reported. */
    static TenantBudget[] of(TenantConfig.Budget config, ConfigErrors at) {
        long amount = amount(config, at);
        Period period = config.per() == null ? Period.MONTH : EnumValues.of(Period.class, config.per(), at.in("per"));
        ZoneId zone = zone(config.zone(), at.in("zone"));
        List<Double> marks = config.warnAt();
        boolean right = true;
        for (int i = 0; i < marks.size(); i++) {
            double mark = marks.get(i);
            right &= at.in("warn-at").in(i).require(mark > 0 && mark <= 1, mark, "> 0 and <= 1");
        }
        String pool = pool(config.whenSpent(), at.in("when-spent"));
        if (!right || amount <= 0 || period == null || zone == null) {
            return new TenantBudget[0];
        }
        Unit unit = config.usd() == null ? Unit.TOKENS : Unit.USD;
        return new TenantBudget[] {
            new TenantBudget(unit, amount, period, zone, new HashSet<>(config.models()), marks, pool)
        };
    }

    /** Returns the amount in the budget's unit; 0 if it is wrong. */
    private static long amount(TenantConfig.Budget config, ConfigErrors at) {
        Double usd = config.usd();
        Long tokens = config.tokens();
        if ((usd == null) == (tokens == null)) {
            at.refuse(usd == null ? "neither usd nor tokens" : "usd and tokens", "one of usd and tokens");
            return 0;
        }
        if (tokens != null) {
            return at.in("tokens").require(tokens >= 1, tokens, ">= 1") ? tokens : 0;
        }
        return usd == null ? 0 : micros(usd, at.in("usd"));
    }

    private static long micros(double usd, ConfigErrors at) {
        boolean right = usd >= LEAST_DOLLARS && usd <= MOST_DOLLARS;
        return at.require(right, usd, ">= 0.000001 and <= 1000000000000")
                ? BigDecimal.valueOf(usd).movePointRight(MICRO).longValue()
                : 0;
    }

    private static @Nullable ZoneId zone(@Nullable String given, ConfigErrors at) {
        try {
            return given == null ? ZoneOffset.UTC : ZoneId.of(given);
        } catch (DateTimeException e) {
            at.refuse(given, "a time zone, such as Europe/Berlin");
            return null;
        }
    }

    private static @Nullable String pool(TenantConfig.@Nullable WhenSpent given, ConfigErrors at) {
        if (given == null) {
            return null;
        }
        String word = given.word();
        if (word != null) {
            at.require(word.equals("refuse"), word, "refuse, or pool: and its name");
        } else if (given.pool() == null) {
            at.in("pool").missing("the name of a pool");
        }
        return given.pool();
    }
}
