package dev.pointsman.state;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Several instances that spend one limit, in virtual time, beside an exact counter of all calls: a refused call that the
 * counter admits was refused without need.
 */
final class UsageWorld {
    static final long MILLI = 1_000_000;
    static final long SECOND = 1_000 * MILLI;
    private static final long ORIGIN = Long.sum(Long.MAX_VALUE, -3 * SECOND); // overflows after three seconds

    final DelayedUsageStore store = new DelayedUsageStore();
    final List<UsageAccounts> instances = new ArrayList<>();
    final List<UsageAccount> accounts = new ArrayList<>();
    final UsageStore.Limit limit;
    private final Random random = new Random(7);
    private final PriorityQueue<Running> running = new PriorityQueue<>();
    private int started;
    long now = ORIGIN;
    boolean allowWithoutStore = true;
    int callsPerSecond = 200;
    long estimate = 1_000;
    long served;
    long refused;
    long phantom;
    long used;
    long unleased;

    private long exact; // used and reserved by the exact counter

    /** A call under way; reserved is 0 without a lease, exact 0 if the exact counter has refused it. */
    private record Running(long end, @Nullable UsageAccount account, long reserved, long exact, long used)
            implements Comparable<Running> {
        @Override
        public int compareTo(Running other) {
            return Long.signum(end - other.end);
        }
    }

    UsageWorld(UsageStore.Limit limit, int count) {
        this.limit = limit;
        for (int i = 0; i < count; i++) {
            start();
        }
    }

    void start() {
        UsageAccounts instance = new UsageAccounts(store, "instance-" + started++);
        instances.add(instance);
        accounts.add(instance.open(limit, now));
    }

    /** Kills an instance: its calls end nowhere, and it reports nothing any more. */
    void kill(int index) {
        UsageAccount killed = accounts.remove(index);
        instances.remove(index);
        running.removeIf(call -> call.account() == killed);
    }

    void run(double seconds) {
        long end = now + (long) (seconds * SECOND);
        for (; now - end < 0; now += MILLI) {
            store.advance(now);
            while (!running.isEmpty() && now - running.peek().end() >= 0) {
                Running call = running.remove();
                exact += call.exact() == 0 ? 0 : call.used() - call.exact();
                if (call.account() != null) {
                    call.account().settle(call.reserved(), call.used());
                }
            }
            if ((now - ORIGIN) / MILLI % 25 == 0) {
                instances.forEach(instance -> instance.renew(now));
            }
            if (random.nextInt(1000) < callsPerSecond) {
                call(accounts.get(random.nextInt(accounts.size())));
            }
        }
    }

    private void call(UsageAccount account) {
        long amount = estimate / 2 + random.nextInt((int) estimate);
        long real = amount * (70 + random.nextInt(30)) / 100;
        boolean admitted = account.reserve(amount, now);
        long reserved = admitted ? amount : 0;
        if (!admitted && allowWithoutStore && account.isStoreGone(now) && !account.isUsedUp(amount, now)) {
            admitted = true;
            unleased += real;
        }
        boolean hasRoom = exact + amount <= limit.amount();
        exact += hasRoom ? amount : 0;
        if (admitted) {
            served++;
            used += real;
        } else {
            refused++;
            phantom += hasRoom ? real : 0;
        }
        long end = now + (100 + random.nextInt(900)) * MILLI;
        running.add(new Running(end, admitted ? account : null, reserved, hasRoom ? amount : 0, real));
    }

    /** Returns what the store has not counted as used; without calls under way. */
    long left() {
        UsageAccount last = new UsageAccount(store, limit, "last");
        last.renew(0, now);
        now += SECOND;
        store.advance(now);
        return last.left(now)
                + accounts.stream().mapToLong(account -> account.free(now)).sum();
    }

    @Override
    public String toString() {
        return "served %d, used %d of %d (%.2f %%), without a lease %d, refused %d, of these phantom %.2f %% of the limit, requests to the store %d"
                .formatted(
                        served,
                        used,
                        limit.amount(),
                        100.0 * used / limit.amount(),
                        unleased,
                        refused,
                        100.0 * phantom / limit.amount(),
                        store.requests);
    }
}
