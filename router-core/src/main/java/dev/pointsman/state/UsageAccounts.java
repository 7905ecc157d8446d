package dev.pointsman.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accounts of one instance at a usage store, renewed before they run low. Thread-safe.
 *
 * <p>The lease of an account follows its recent rate, so that an idle instance holds little; of a store that is not
 * shared, an account leases everything. Usage is reported within half a second, to a store that
 * is not shared within a tenth. While the store cannot be reached, calls
 * go on with what is leased; afterwards {@link UsageAccount#isStoreGone} lets the caller decide. Their usage is settled
 * as ever, and reported when the store is back.
 *
 * <p>{@link #start} renews on a thread of its own; without it, {@link #renew} is to be called about forty times a second.
 */
public final class UsageAccounts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UsageAccounts.class);
    private static final long PASS = Duration.ofMillis(25).toNanos();
    private static final long FAREWELL = Duration.ofSeconds(2).toNanos();

    private final UsageStore store;
    private final String holder;
    private final Map<String, AccountRenewal> renewals = new LinkedHashMap<>(); // guarded by this
    private final OutageLog outages = new OutageLog(LOG); // guarded by this
    private volatile boolean gone;
    private volatile @Nullable Thread thread;
    private boolean closed; // guarded by this
    private long latest; // time that was passed last; guarded by this

    /**
     * Creates a set of accounts, without any.
     *
     * @param store the store
     * @param holder the instance, unique among those that share the store, and unique to this start of it
     */
    public UsageAccounts(UsageStore store, String holder) {
        this.store = store;
        this.holder = holder;
    }

    /**
     * Returns the account of a limit, and requests its first lease if it is new.
     *
     * @param limit the limit
     * @param nowNanos the time
     * @return the account; the same for the same id until it is closed
     */
    public synchronized UsageAccount open(UsageStore.Limit limit, long nowNanos) {
        latest = nowNanos;
        AccountRenewal known = renewals.get(limit.id());
        if (known != null) {
            known.open();
            return known.account();
        }
        AccountRenewal opened =
                new AccountRenewal(new UsageAccount(store, limit, holder, this::wake), store.isShared());
        renewals.put(limit.id(), opened);
        opened.renewNow(nowNanos);
        return opened.account();
    }

    /**
     * Closes an account: its share is given back, and it is forgotten when its calls are settled and reported.
     *
     * @param account an account of this set
     * @param nowNanos the time
     */
    public synchronized void close(UsageAccount account, long nowNanos) {
        AccountRenewal renewal = renewals.get(account.limit().id());
        if (renewal != null) {
            renewal.close();
            renewal.renewNow(nowNanos);
        }
    }

    /**
     * Renews the accounts for which that is due. Never waits for the store.
     *
     * @param nowNanos the time
     */
    public synchronized void renew(long nowNanos) {
        if (closed) {
            return;
        }
        latest = nowNanos;
        boolean unreachable = false;
        for (AccountRenewal renewal : renewals.values()) {
            renewal.renew(nowNanos);
            unreachable |= renewal.account().isStoreGone(nowNanos);
        }
        renewals.values().removeIf(AccountRenewal::isOver);
        gone = unreachable;
        outages.observe(unreachable, nowNanos);
    }

    /**
     * Returns whether the store could not be reached for an account at the last renewal.
     *
     * @return true if the last request of an account failed or is overdue
     */
    public boolean isStoreGone() {
        return gone;
    }

    /**
     * Begins to renew on a daemon thread.
     *
     * @param nanos the clock of the times that are passed to the accounts
     * @throws IllegalStateException if it was started before
     */
    public synchronized void start(LongSupplier nanos) {
        if (thread != null) {
            throw new IllegalStateException("started before");
        }
        Thread renewing = new Thread(() -> run(nanos), "pointsman-usage-renewal");
        renewing.setDaemon(true);
        thread = renewing;
        renewing.start();
    }

    private void run(LongSupplier nanos) {
        while (!isClosed()) {
            try {
                renew(nanos.getAsLong());
            } catch (RuntimeException e) { // the next pass may succeed
                LOG.warn("Usage accounts could not be renewed", e);
            }
            LockSupport.parkNanos(this, PASS);
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void wake() {
        LockSupport.unpark(thread);
    }

    /** Gives back all shares and reports the usage; waits at most two seconds for the store. Later renewals do nothing. */
    @Override
    public void close() {
        CompletableFuture<?> farewell = CompletableFuture.allOf(
                giveBack().stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture<?>[]::new));
        try {
            farewell.get(FAREWELL, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The usage of the last moments could not be reported: {}", e.toString());
        }
    }

    private synchronized List<CompletionStage<Void>> giveBack() {
        closed = true;
        List<CompletionStage<Void>> stages = new ArrayList<>();
        for (AccountRenewal renewal : renewals.values()) {
            stages.add(renewal.account().renew(0, latest));
        }
        return stages;
    }
}
