package dev.pointsman.state;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Durable queue of calls that wait until a model can serve them, and of their results. A call that was added is kept until
 * its end, whatever process is killed meanwhile: it is run at least once, and its end is stored once, with the charges of
 * the run.
 *
 * <p>A worker claims calls for a time and renews its claim while it runs them. When it does not, as it was killed, another
 * one claims them, and the end that the first one may still report is refused. Calls are opaque bytes, which the owner
 * encrypts.
 *
 * <p>Must be thread-safe and must not block its caller; each stage completes within seconds, exceptionally if the store
 * cannot be reached. What a completed stage says is durable. A request that is sent again has no further effect, except that
 * a call whose claim was not received is claimed again later. Times are those of the store's own clock.
 */
public interface CallQueue {

    /**
     * Adds a call that may be run at once.
     *
     * @param key the key, unique to the call
     * @param call the call, copied
     * @param life the time for which it is kept at most, without an end; over 0
     * @param most the number of calls and results that are kept, of all tenants; beyond it none is added
     * @return whether the queue has it; false if it is full, or the call is too large
     */
    CompletionStage<Boolean> add(ResponseStore.Key key, byte[] call, Duration life, int most);

    /**
     * Claims calls that may be run, the longest waiting ones first.
     *
     * @param worker the worker, unique among those that share the queue
     * @param most the number of calls; over 0
     * @param lease the time after which another worker may claim them, unless the claim is renewed; over 0
     * @return the claimed calls; empty if none may be run
     */
    CompletionStage<List<Run>> claim(String worker, int most, Duration lease);

    /**
     * Renews a claim.
     *
     * @param run the claimed call
     * @param lease the time from now
     * @return false if another worker has claimed the call, or it was removed: the run should be cancelled
     */
    CompletionStage<Boolean> renew(Run run, Duration lease);

    /**
     * Ends a run and books its charges, both or neither. Charges of a removed call are booked as well.
     *
     * @param run the claimed call
     * @param end the end
     * @return false if another worker has claimed the call meanwhile: nothing was booked
     */
    CompletionStage<Boolean> end(Run run, End end);

    /**
     * Returns the state of a call.
     *
     * @param key the key
     * @return the state; null if there is no such call, or it has expired or was removed
     */
    CompletionStage<@Nullable State> find(ResponseStore.Key key);

    /**
     * Removes a call or its result. A run in progress is not waited for; its result is dropped.
     *
     * @param key the key
     * @return whether there was one
     */
    CompletionStage<Boolean> remove(ResponseStore.Key key);

    /**
     * Returns the size of the queue.
     *
     * @return the size, of all instances
     */
    CompletionStage<Size> size();

    /**
     * Claimed call.
     *
     * @param key the key
     * @param call the call
     * @param worker the worker that has claimed it
     * @param number the number of this run, from 1
     * @param lost the number of earlier runs whose end was never stored: each may have reached a provider
     * @param age the time since the call was added
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Run(ResponseStore.Key key, byte[] call, String worker, int number, int lost, Duration age) {}

    /**
     * End of a run.
     *
     * @param result the result; null if the call could not be served and goes back to wait
     * @param time the time for which the result is kept, or until the next run; over 0
     * @param used the usage for reports; the numbers of the batches have no meaning
     * @param spent the usage of limits, by limit
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record End(
            byte @Nullable [] result,
            Duration time,
            List<UsageRecordStore.Batch> used,
            Map<UsageStore.Limit, Long> spent) {
        /**
         * Checks the time.
         *
         * @throws IllegalArgumentException if it is not over 0
         */
        public End {
            StateChecks.positive(time, "time");
            used = List.copyOf(used);
            spent = Map.copyOf(spent);
        }

        /**
         * Returns the end with a result.
         *
         * @param result the result
         * @param kept the time for which it is kept
         * @param used the usage for reports
         * @param spent the usage of limits
         * @return the end
         */
        public static End with(
                byte[] result, Duration kept, List<UsageRecordStore.Batch> used, Map<UsageStore.Limit, Long> spent) {
            return new End(result, kept, used, spent);
        }

        /**
         * Returns the end of a run that could not serve the call.
         *
         * @param pause the time until the next run
         * @param used the usage for reports
         * @param spent the usage of limits
         * @return the end
         */
        public static End again(Duration pause, List<UsageRecordStore.Batch> used, Map<UsageStore.Limit, Long> spent) {
            return new End(null, pause, used, spent);
        }
    }

    /**
     * State of a call.
     *
     * @param result a copy of the result; null if the call waits or is running
     * @param lost the number of runs whose end was never stored
     * @param added the time when it was added
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record State(byte @Nullable [] result, int lost, Instant added) {}

    /**
     * Size of a queue.
     *
     * @param waiting calls without a result, running ones included
     * @param kept calls and results
     * @param oldest the age of the oldest call without a result; 0 if there is none
     */
    record Size(long waiting, long kept, Duration oldest) {}
}
