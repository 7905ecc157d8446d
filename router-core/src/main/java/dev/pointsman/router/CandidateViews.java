package dev.pointsman.router;

import dev.pointsman.model.Operation;
import dev.pointsman.model.RouteRequest;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Candidates of a decision, as views that the next decision on this thread fills again. They stay valid for it without
 * a search if all of them were free for any call, and no model's availability has changed. A base class and no field of
 * the decision: every access to a candidate of every decision passes here.
 */
abstract class CandidateViews {
    private CandidateView[] views = new CandidateView[0];
    private int size;
    private @Nullable PoolState pool; // of the valid candidates; null if a search is needed
    private @Nullable Operation operation;
    private long changes;
    private int valid;

    /** Empties the list; {@link #again} may still find its candidates valid. */
    final void restart() {
        size = 0;
    }

    /** The number of candidates. */
    public final int size() {
        return size;
    }

    final CandidateView view(int index) {
        return Objects.requireNonNull(views[index]);
    }

    /** Reads the current estimates of all candidates. */
    final void readAll() {
        for (int i = 0; i < size; i++) {
            view(i).readAll();
        }
    }

    /** Takes the candidates of the previous decision if they are still valid; returns false otherwise. */
    @SuppressWarnings("ReferenceEquality") // a replaced pool is another instance
    final boolean again(PoolState of, long changesNow, RouteRequest request, int slot, long now) {
        size = pool == of && operation == request.operation() && changes == changesNow ? valid : 0;
        for (int i = 0; i < size; i++) {
            view(i).again(request, slot, now);
        }
        return size > 0;
    }

    /** Marks the candidates as valid at an availability version: all of the best tier, and free. */
    final void remain(PoolState of, Operation by, long changesBefore) {
        pool = of;
        operation = by;
        changes = changesBefore;
        valid = size;
    }

    /** Requires a search for the next decision. */
    final void forget() {
        pool = null;
    }

    /** Adds a candidate; returns the new capacity if it had to grow, else 0. */
    final int add(PoolMember member, RouteRequest request, int slot, long now) {
        int grown = size == views.length ? Math.max(8, 2 * size) : 0;
        if (grown > 0) {
            views = Arrays.copyOf(views, grown);
        }
        CandidateView view = views[size];
        if (view == null) {
            views[size] = new CandidateView(member, request, slot, now);
        } else {
            view.fill(member, request, slot, now);
        }
        size++;
        return grown;
    }

    @SuppressWarnings("ReferenceEquality") // there is one instance per member
    final boolean has(PoolMember member) {
        for (int i = 0; i < size; i++) {
            if (view(i).member() == member) {
                return true;
            }
        }
        return false;
    }
}
