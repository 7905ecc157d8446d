package dev.pointsman.gateway.deferred;

import dev.pointsman.policy.FailoverPolicy.WhenExhausted;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.state.CallQueue;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.context.exceptions.DisabledBeanException;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Factory of the queue of deferred calls, if a key is configured. */
@Factory
final class DeferFactory {
    static final String POOLS = "pointsman.pools.";

    /** Checks that there is all that a pool needs to defer calls. */
    @Context
    Checked check(DeferSettings settings, ModelRouter router, @Nullable CallQueue queue) {
        Optional<String> deferring = router.operations().pools().stream()
                .filter(pool -> pool.failover().whenExhausted() == WhenExhausted.DEFER)
                .map(Pool::name)
                .findFirst();
        if (settings.key() == null && deferring.isPresent()) {
            throw new ConfigurationException(DeferSettings.PREFIX
                    + "key: missing (expected: base64 of 32 random bytes, as " + POOLS + deferring.get()
                    + ".failover.when-exhausted is defer)");
        }
        if (settings.key() != null && queue == null) {
            throw new ConfigurationException(
                    "pointsman.state: missing (expected: redis or file, where deferred calls are kept, as "
                            + DeferSettings.PREFIX + "key is given)");
        }
        return new Checked();
    }

    /** Mark of a configuration that was checked. */
    static final class Checked {}

    @Singleton
    SealedCalls calls(DeferSettings settings, @Nullable CallQueue queue, Checked checked) {
        if (settings.key() == null || queue == null) {
            throw new DisabledBeanException("no " + DeferSettings.PREFIX + "key");
        }
        byte[] key = Objects.requireNonNull(DeferSettings.bytes(settings.key()));
        return new SealedCalls(queue, new CallCipher(key, new SecureRandom()), settings);
    }
}
