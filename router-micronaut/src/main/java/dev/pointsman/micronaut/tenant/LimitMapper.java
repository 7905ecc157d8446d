package dev.pointsman.micronaut.tenant;

import dev.pointsman.micronaut.config.ConfigErrors;
import dev.pointsman.tenant.TenantLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Mapper of limits per time, such as 600/1m. */
final class LimitMapper {
    private static final Pattern RATE = Pattern.compile("(\\d{1,15})\\s*/\\s*(\\d{1,6})?(s|m|h|d)");
    private static final Duration LONGEST = Duration.ofDays(31);

    private LimitMapper() {}

    static TenantLimit[] of(TenantConfig.@Nullable Limits config, ConfigErrors at) {
        List<TenantLimit> limits = new ArrayList<>();
        if (config != null) {
            add(limits, TenantLimit.Kind.REQUESTS, config.requests(), at.in("requests"));
            add(limits, TenantLimit.Kind.TOKENS, config.tokens(), at.in("tokens"));
            Integer concurrent = config.concurrent();
            if (concurrent != null && at.in("concurrent").require(concurrent >= 1, concurrent, ">= 1")) {
                limits.add(TenantLimit.concurrent(concurrent));
            }
        }
        return limits.toArray(new TenantLimit[0]);
    }

    private static void add(List<TenantLimit> limits, TenantLimit.Kind kind, @Nullable String given, ConfigErrors at) {
        TenantLimit limit = given == null ? null : rate(kind, given);
        if (given != null && at.require(limit != null, given, "an amount per time of at most 31d, such as 600/1m")) {
            limits.add(limit);
        }
    }

    private static @Nullable TenantLimit rate(TenantLimit.Kind kind, String given) {
        Matcher rate = RATE.matcher(given);
        if (!rate.matches()) {
            return null;
        }
        long amount = Long.parseLong(rate.group(1));
        long number = rate.group(2) == null ? 1 : Long.parseLong(rate.group(2));
        Duration period = switch (rate.group(3)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
        boolean right = amount > 0 && number > 0 && period.compareTo(LONGEST) <= 0;
        return right ? new TenantLimit(kind, amount, period) : null;
    }
}
