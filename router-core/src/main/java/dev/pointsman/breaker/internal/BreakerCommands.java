package dev.pointsman.breaker.internal;

import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.breaker.BreakerState;

/** Changes of a breaker that are no outcomes: by a provider's request, an operator or another instance. Thread-safe. */
final class BreakerCommands {
    private final BreakerConfig config;
    private final GuardedBreaker guarded;
    private final BreakerStateMachine machine;
    private final CooldownState cooldowns;

    BreakerCommands(BreakerConfig config, GuardedBreaker guarded) {
        this.config = config;
        this.guarded = guarded;
        this.machine = guarded.machine();
        this.cooldowns = guarded.cooldowns();
    }

    void settle(long now) {
        Cooldown pause = cooldowns.current();
        if (pause != null && !pause.covers(now)) {
            synchronized (machine) {
                cooldowns.dropExpired(now);
            }
        }
    }

    boolean coolDown(long nanos, long now) {
        synchronized (machine) {
            return cooldowns.limited(nanos, now);
        }
    }

    void coolDownAsPeer(long nanos, long now) {
        synchronized (machine) {
            cooldowns.limitedAtPeer(nanos, now);
        }
    }

    void openedAtPeer(long nanos, long now) {
        synchronized (machine) {
            if (machine.state() == BreakerState.CLOSED && !machine.isForcedClosed()) {
                long length = Math.min(nanos, config.openAtMost().toNanos());
                cooldowns.openedAtPeer(nanos, machine.endOfWait(length, cooldowns.openAtPeerSince(now), now), now);
            } else if (machine.state() == BreakerState.OPEN) {
                machine.openedAtPeer(Math.min(nanos, config.openAtMost().toNanos()), now);
            }
        }
    }

    void recoveredAtPeer(long now) {
        synchronized (machine) {
            cooldowns.recoveredAtPeer(now);
            if (machine.state() == BreakerState.OPEN) {
                machine.recoveredAtPeer(now);
            }
        }
    }

    void takeOut(long now) {
        long until = now + config.outFor().toNanos();
        BreakerTransition change;
        synchronized (machine) {
            if (machine.isForcedClosed()) {
                return;
            }
            cooldowns.disabled(until, now);
            machine.openUntil(until, "the provider refused the key, the model or the quota", now);
            change = guarded.publish();
        }
        guarded.notifyListener(change, now);
    }

    void checked(boolean answered, long now) {
        synchronized (machine) {
            if (cooldowns.covering(now) == null) {
                machine.checked(answered, now);
            }
        }
    }

    void forceOpen(long now) {
        synchronized (machine) {
            cooldowns.forcedOpen(now);
        }
    }

    void reset(boolean forceClosed, long now) {
        BreakerTransition change;
        synchronized (machine) {
            cooldowns.clear();
            machine.reset(forceClosed);
            change = guarded.publish();
        }
        guarded.notifyListener(change, now);
    }
}
