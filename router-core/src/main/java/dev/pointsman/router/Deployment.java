package dev.pointsman.router;

import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A model that is alive: one track for each operation it can do. */
final class Deployment {
    private final Model model;
    private final Map<Operation, OperationState> tracks;
    private final @Nullable OperationState chat; // what nearly every decision looks for
    private final boolean openToAll; // the same

    private volatile @Nullable ActiveDrill drilling; // guarded by this for writers

    private Deployment(Model model, Map<Operation, OperationState> tracks, @Nullable ActiveDrill drilling) {
        this.model = model;
        this.tracks = tracks;
        this.chat = tracks.get(Operation.CHAT);
        this.openToAll = model.tenants().isEmpty();
        this.drilling = drilling;
    }

    static Deployment of(Model model, RouterContext engine) {
        Map<Operation, OperationState> tracks = new EnumMap<>(Operation.class);
        model.operations().forEach(op -> tracks.put(op, new OperationState(model, op, engine)));
        return new Deployment(model, tracks, null);
    }

    /** The same deployment under changed figures keeps what it learned; another one under the same id does not. */
    Deployment become(Model changed, RouterContext engine) {
        boolean same = model.provider().equals(changed.provider())
                && model.name().equals(changed.name())
                && Objects.equals(model.region(), changed.region())
                && model.operations().equals(changed.operations());
        return same ? new Deployment(changed, tracks, drilling) : of(changed, engine);
    }

    /** Null without a drill; one that is over may still be there. */
    @Nullable
    ActiveDrill drilling() {
        return drilling;
    }

    synchronized void drill(@Nullable ActiveDrill value) {
        drilling = value;
    }

    /** Forgets a drill or a cooldown that is over: what it stood in the way of need not look at it any more. */
    void settle(Operation operation, long now) {
        ActiveDrill seen = drilling;
        if (seen != null && seen.isOver(now)) {
            forget(seen);
        }
        OperationState track = find(operation);
        if (track != null) {
            track.breaker().settle(now);
        }
    }

    @SuppressWarnings("ReferenceEquality") // one that began meanwhile is another one
    private synchronized void forget(ActiveDrill over) {
        if (drilling == over) {
            drilling = null;
        }
    }

    Model model() {
        return model;
    }

    void growMemories() {
        tracks.values().forEach(track -> track.memory().grow(model));
    }

    /** Whether it may serve every tenant. */
    boolean isOpenToAll() {
        return openToAll;
    }

    Map<Operation, OperationState> tracks() {
        return tracks;
    }

    OperationState track(Operation operation) {
        return Objects.requireNonNull(find(operation), "eligibility checks the operation first");
    }

    /** Null if the model can't do it. */
    @Nullable
    OperationState find(Operation operation) {
        return operation == Operation.CHAT ? chat : tracks.get(operation);
    }
}
