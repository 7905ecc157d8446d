package dev.pointsman.micronaut.state;

import dev.pointsman.state.CallQueue;
import dev.pointsman.state.HealthExchange;
import dev.pointsman.state.ResponseStore;
import dev.pointsman.state.SessionStore;
import dev.pointsman.state.UsageRecordStore;
import dev.pointsman.state.UsageStore;
import org.jspecify.annotations.Nullable;

/**
 * Opened state.
 *
 * @param usage the usage of limits
 * @param records the sums of reports of usage; null for none
 * @param responses the responses; null for the default of each use
 * @param sessions the sessions; null for the router's own
 * @param health the exchange of health; null for none
 * @param calls the queue of deferred calls; null for none
 * @param end closes it
 */
record OpenState(
        UsageStore usage,
        @Nullable UsageRecordStore records,
        @Nullable ResponseStore responses,
        @Nullable SessionStore sessions,
        @Nullable HealthExchange health,
        @Nullable CallQueue calls,
        Runnable end)
        implements AutoCloseable {

    static OpenState inMemory() {
        return new OpenState(UsageStore.inMemory(), null, null, null, null, null, () -> {});
    }

    @Override
    public void close() {
        end.run();
    }
}
