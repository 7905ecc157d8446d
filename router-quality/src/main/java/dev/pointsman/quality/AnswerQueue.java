package dev.pointsman.quality;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Bounded queue of answers and grades, from many threads to one. Its slots are made once; where it is full, an entry is
 * dropped whatever it holds, so that load cannot select among outcomes.
 */
final class AnswerQueue {
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Slot.class, "state", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Slot[] slots;
    private final AtomicLong tail = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private long head; // of the reading thread

    AnswerQueue(int capacity) {
        slots = new Slot[capacity];
        for (int i = 0; i < capacity; i++) {
            slots[i] = new Slot(i);
        }
    }

    /** One entry; valid until the next one is taken. */
    static final class Slot {
        private volatile long state; // the turn at which it may be written, or that turn plus one if it is full
        long decision;

        @Nullable
        QualitySignal signal; // null for an answer

        double loss;

        @Nullable
        JsonNode request;

        @Nullable
        JsonNode response;

        List<JsonNode> chunks = List.of();

        Slot(long state) {
            this.state = state;
        }
    }

    /** Adds an answer: whole, or as the chunks of a stream. */
    boolean answer(long decision, @Nullable JsonNode request, @Nullable JsonNode response, List<JsonNode> chunks) {
        return add(decision, null, 0, request, response, chunks);
    }

    boolean outcome(long decision, QualitySignal signal, double loss) {
        return add(decision, signal, loss, null, null, List.of());
    }

    private boolean add(
            long decision,
            @Nullable QualitySignal signal,
            double loss,
            @Nullable JsonNode request,
            @Nullable JsonNode response,
            List<JsonNode> chunks) {
        while (true) {
            long turn = tail.get();
            Slot slot = slots[(int) (turn % slots.length)];
            long state = slot.state;
            if (state < turn) {
                dropped.incrementAndGet();
                return false;
            }
            if (state == turn && tail.compareAndSet(turn, turn + 1)) {
                slot.decision = decision;
                slot.signal = signal;
                slot.loss = loss;
                slot.request = request;
                slot.response = response;
                slot.chunks = chunks;
                STATE.setRelease(slot, turn + 1);
                return true;
            }
        }
    }

    /** Returns the next entry, to be given back by {@link #release}; null if there is none. */
    @Nullable
    Slot next() {
        Slot slot = slots[(int) (head % slots.length)];
        return slot.state == head + 1 ? slot : null;
    }

    void release(Slot slot) {
        slot.request = null;
        slot.response = null;
        slot.chunks = List.of();
        slot.state = head + slots.length;
        head++;
    }

    long dropped() {
        return dropped.get();
    }
}
