package dev.pointsman.state;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Store of what several instances have spent of limits and budgets, and of the shares that they have leased.
 *
 * <p>No call uses it: an instance leases a share ahead and spends it through a {@link UsageAccount}. Only the account's
 * renewal, on a background thread, talks to the store. The store adds up the usage of each limit per period; what is
 * neither spent nor leased may be leased; leases continue in the next period and count in it, and a part of the next period
 * may be leased ahead. A lease that is not renewed
 * within its time falls back; usage that its holder reports afterwards is still added, unless its period has ended. So all instances together spend at most the limit, plus what expired leases have
 * spent unreported, plus the errors of the estimates of calls in flight.
 *
 * <p>Must be thread-safe and must not block its caller; each stage completes within seconds, exceptionally if the
 * store cannot be reached. A request that is sent again with the same holder and number must have no further effect and return the current share.
 * A shared implementation uses its own clock and ignores the time argument.
 */
public interface UsageStore {

    /**
     * Reports the usage of an instance since its last request, and changes its lease.
     *
     * @param limit the limit
     * @param request the usage and the change
     * @param nowNanos the time
     * @return the holder's share from now on
     */
    CompletionStage<Share> exchange(Limit limit, Request request, long nowNanos);

    /**
     * Returns whether other instances may use the store. Of a store that is not shared, an account leases everything that
     * is free, so that no call is refused for want of a lease.
     *
     * @return true by default
     */
    default boolean isShared() {
        return true;
    }

    /**
     * Returns an empty store of one process, possibly with several holders. A period begins with the first request after
     * the previous one; a lease lasts 30 s. Bounded to 100,000 limits, the longest unused of which are forgotten first.
     *
     * @return the store, whose stages are completed when they are returned
     */
    static UsageStore inMemory() {
        return new InMemoryUsageStore();
    }

    /**
     * Limit or budget.
     *
     * @param id its id, unique in the store, such as {@code tenant/acme/tokens}; not blank
     * @param amount the amount per period, in whole units of the limit, such as tokens or millionths of a dollar; over 0
     * @param period the length of a period; over 0
     */
    record Limit(String id, long amount, Duration period) {
        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a value is out of its range
         */
        public Limit {
            StateChecks.require(!id.isBlank(), "id", "\"" + id + "\"", "an id, not blank");
            StateChecks.require(amount > 0, "amount", amount, "> 0");
            StateChecks.positive(period, "period");
        }
    }

    /**
     * Request of a holder.
     *
     * @param holder the instance, unique among those that share the store
     * @param number the number of the request, increasing for each holder and limit
     * @param spent usage since the last request, taken from the lease; at least 0
     * @param wanted the further amount that it wants to lease; negative to give back a part of the lease that it has not
     *     spent
     * @param ahead the amount of the next period that it wants to lease from its beginning on, instead of what it has leased
     *     of it before; at least 0
     * @param period the number of the present period, as the holder knows it; {@link Long#MAX_VALUE} if it does not know
     * @param late the part of the usage that is of an earlier period; at least 0 and at most the usage
     */
    record Request(String holder, long number, long spent, long wanted, long ahead, long period, long late) {
        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a value is out of its range
         */
        public Request {
            StateChecks.require(spent >= 0, "spent", spent, ">= 0");
            StateChecks.require(ahead >= 0, "ahead", ahead, ">= 0");
            StateChecks.require(late >= 0 && late <= spent, "late", late, "from 0 to " + spent);
        }

        /**
         * Creates a request of a holder that knows no periods: its usage counts when it is reported.
         *
         * @param holder the instance
         * @param number the number of the request
         * @param spent usage since the last request
         * @param wanted the further amount that it wants to lease
         */
        public Request(String holder, long number, long spent, long wanted) {
            this(holder, number, spent, wanted, 0, Long.MAX_VALUE, 0);
        }

        /**
         * Returns the part of the usage that counts in the store's present period: none of an earlier one, and all if the
         * holder's clock is ahead of the store's.
         *
         * @param present the number of the store's period
         * @return from 0 to the usage
         */
        public long countedIn(long present) {
            return period > present ? spent : period == present ? spent - late : 0;
        }
    }

    /**
     * Leased share of one holder.
     *
     * @param held the amount that it may spend from now on; at least 0
     * @param rest the amount of the limit that is neither spent nor leased by any holder; at least 0
     * @param left the time until it expires unless it is renewed
     * @param resets the time until the end of the limit's period
     * @param ahead the amount that it may spend beside, when the period has ended; at least 0
     * @param period the number of the period, one more for each that begins
     */
    record Share(long held, long rest, Duration left, Duration resets, long ahead, long period) {}
}
