package dev.pointsman.tenant;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Pool of permits, so that a call allocates none. Thread-safe; never waits. */
/*
 * A few slots by thread. A thread that finds none creates a permit, and one that finds no free slot drops it.
 */
final class PermitPool {
    private static final int SLOTS = 64;
    private static final int PROBES = 4;

    private final AtomicReferenceArray<@Nullable CallPermit> slots = new AtomicReferenceArray<>(SLOTS);
    private final Supplier<CallPermit> factory;

    PermitPool(Supplier<CallPermit> factory) {
        this.factory = factory;
    }

    CallPermit acquire() {
        int first = first();
        for (int i = 0; i < PROBES; i++) {
            int slot = (first + i) & (SLOTS - 1);
            CallPermit found = slots.getPlain(slot);
            if (found != null && slots.compareAndSet(slot, found, null)) {
                return found;
            }
        }
        return factory.get();
    }

    void release(CallPermit permit) {
        int first = first();
        for (int i = 0; i < PROBES; i++) {
            int slot = (first + i) & (SLOTS - 1);
            if (slots.getPlain(slot) == null && slots.compareAndSet(slot, null, permit)) {
                return;
            }
        }
    }

    private static int first() {
        return (int) Thread.currentThread().getId() * PROBES;
    }
}
