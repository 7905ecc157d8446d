package dev.pointsman.micronaut.chat;

import dev.pointsman.model.Model;
import dev.pointsman.model.Timeouts;
import dev.pointsman.router.Attempt;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Model, timeouts and cooldown callback of one provider call. */
record CallTarget(Model model, Timeouts limits, Consumer<Duration> spent) {

    static CallTarget of(Attempt attempt) {
        return new CallTarget(attempt.model(), attempt.timeouts(), attempt::coolDown);
    }

    Duration firstToken() {
        return set(limits.firstToken());
    }

    Duration idle() {
        return set(limits.idle());
    }

    Duration response() {
        return set(limits.response());
    }

    private static Duration set(@Nullable Duration limit) {
        return Objects.requireNonNull(limit, "limit");
    }
}
