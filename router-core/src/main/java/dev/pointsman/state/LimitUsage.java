package dev.pointsman.state;

import dev.pointsman.state.UsageStore.Limit;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Usage of one limit in its period, and its leases. Thread-safe. */
final class LimitUsage {
    private static final long LEASE = InMemoryUsageStore.LEASE.toNanos();
    private static final long REMEMBERED = 10 * LEASE;

    private final Map<String, Holding> holdings = new HashMap<>(); // guarded by this, as all below
    private long periodBegan;
    private long spent;

    /** Lease of one holder; kept after its end so that a repeated request is recognised. */
    private record Holding(long held, long number, long until) {
        static final Holding NONE = new Holding(0, Long.MIN_VALUE, 0);

        long held(long now) {
            return now - until >= 0 ? 0 : held;
        }
    }

    LimitUsage(long now) {
        periodBegan = now;
    }

    synchronized UsageStore.Share exchange(Limit limit, UsageStore.Request request, long now) {
        long period = limit.period().toNanos();
        if (now - periodBegan >= period) {
            periodBegan = now - (now - periodBegan) % period;
            spent = 0;
        }
        holdings.values().removeIf(holding -> now - holding.until() >= REMEMBERED);
        Holding before = holdings.getOrDefault(request.holder(), Holding.NONE);
        long held = before.held(now);
        if (request.number() > before.number()) { // otherwise it was sent again
            spent += request.spent();
            held = change(limit, request, Math.max(0, held - request.spent()), now);
            holdings.put(request.holder(), new Holding(held, request.number(), now + LEASE));
        }
        return new UsageStore.Share(
                held,
                free(limit, now),
                InMemoryUsageStore.LEASE,
                Duration.ofNanos(period - Math.max(0, now - periodBegan)));
    }

    private long change(Limit limit, UsageStore.Request request, long kept, long now) {
        if (request.wanted() <= 0) {
            return Math.max(0, kept + request.wanted());
        }
        long others = leased(now)
                - holdings.getOrDefault(request.holder(), Holding.NONE).held(now);
        long free = Math.max(0, limit.amount() - spent - others - kept);
        return kept + Math.min(free, request.wanted());
    }

    private long free(Limit limit, long now) {
        return Math.max(0, limit.amount() - spent - leased(now));
    }

    private long leased(long now) {
        long leased = 0;
        for (Holding holding : holdings.values()) {
            leased += holding.held(now);
        }
        return leased;
    }
}
