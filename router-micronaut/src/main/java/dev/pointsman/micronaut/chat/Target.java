package dev.pointsman.micronaut.chat;

import dev.pointsman.model.Limits;
import dev.pointsman.model.Model;
import dev.pointsman.router.Attempt;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whom a provider is asked for, how long it may be silent, and who hears that it will serve nothing more for a while.
 */
record Target(Model model, Limits limits, Consumer<Duration> spent) {

    static Target of(Attempt attempt) {
        return new Target(attempt.model(), attempt.limits(), attempt::coolDown);
    }

    Duration firstToken() {
        return set(limits.firstToken());
    }

    Duration stall() {
        return set(limits.stall());
    }

    Duration response() {
        return set(limits.response());
    }

    private static Duration set(@Nullable Duration limit) {
        return Objects.requireNonNull(limit, "limit");
    }
}
