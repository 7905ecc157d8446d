package dev.pointsman.state;

import dev.pointsman.state.UsageStore.Limit;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Usage of one limit in its period, and its leases. Thread-safe. */
final class LimitUsage {
    private static final long LEASE = InMemoryUsageStore.LEASE.toNanos();
    private static final long REMEMBERED = 10 * LEASE;

    private final Map<String, Holding> holdings = new HashMap<>(); // guarded by this, as all below
    private long periodBegan;
    private long period; // its number
    private long spent;

    /** Lease of one holder, and what it has of the period after one; kept after its end so that a repeated request is recognised. */
    private record Holding(long held, long number, long until, long ahead, long period) {
        static final Holding NONE = new Holding(0, Long.MIN_VALUE, 0, 0, 0);

        Holding in(long present, long now) {
            boolean ended = now - until >= 0;
            boolean begun = present > period;
            return new Holding(
                    ended ? 0 : begun ? held + ahead : held, number, until, ended || begun ? 0 : ahead, present);
        }
    }

    LimitUsage(long now) {
        periodBegan = now;
    }

    synchronized UsageStore.Share exchange(Limit limit, UsageStore.Request request, long now) {
        long length = limit.period().toNanos();
        if (now - periodBegan >= length) {
            period += (now - periodBegan) / length;
            periodBegan = now - (now - periodBegan) % length;
            spent = 0;
        }
        holdings.values().removeIf(holding -> now - holding.until() >= REMEMBERED);
        holdings.replaceAll((holder, holding) -> holding.in(period, now));
        Holding own = holdings.getOrDefault(request.holder(), Holding.NONE);
        long others = sum(Holding::held) - own.held();
        if (request.number() > own.number()) { // otherwise it was sent again
            spent += request.countedIn(period);
            own = change(limit, own, request, others, now);
            holdings.put(request.holder(), own);
        }
        return new UsageStore.Share(
                own.held(),
                Math.max(0, limit.amount() - spent - others - own.held()),
                InMemoryUsageStore.LEASE,
                Duration.ofNanos(length - Math.max(0, now - periodBegan)),
                own.ahead(),
                period);
    }

    private Holding change(Limit limit, Holding own, UsageStore.Request request, long others, long now) {
        long aheadOfOthers = sum(Holding::ahead) - own.ahead();
        long kept = Math.max(0, own.held() - request.spent());
        long held = Math.max(0, kept + request.wanted());
        if (request.wanted() > 0) {
            long taken = Math.max(spent, aheadOfOthers + own.ahead());
            held = kept + Math.min(Math.max(0, limit.amount() - taken - others - kept), request.wanted());
        }
        long ahead = own.ahead();
        if (request.period() <= period) { // otherwise the holder has begun to spend it
            ahead = Math.min(Math.max(0, limit.amount() - others - held - aheadOfOthers), request.ahead());
        }
        return new Holding(held, request.number(), now + LEASE, ahead, period);
    }

    private long sum(ToLongFunction<Holding> amount) {
        return holdings.values().stream().mapToLong(amount).sum();
    }
}
