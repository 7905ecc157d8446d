package dev.pointsman.router;

import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.strategy.internal.ActiveDrill;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runtime state of a deployment: statistics and breaker per operation. */
final class Deployment {
    private final Model model;
    private final Map<Operation, OperationState> operationStates;
    private final @Nullable OperationState chat; // used by almost every decision
    private final boolean openToAll; // the same

    private volatile @Nullable ActiveDrill drilling; // guarded by this for writers

    private Deployment(Model model, Map<Operation, OperationState> operationStates, @Nullable ActiveDrill drilling) {
        this.model = model;
        this.operationStates = operationStates;
        this.chat = operationStates.get(Operation.CHAT);
        this.openToAll = model.tenants().isEmpty();
        this.drilling = drilling;
    }

    static Deployment of(Model model, RouterContext engine) {
        Map<Operation, OperationState> operationStates = new EnumMap<>(Operation.class);
        model.operations().forEach(op -> operationStates.put(op, new OperationState(model, op, engine)));
        return new Deployment(model, operationStates, null);
    }

    /**
     * Returns the state for a changed model: the same deployment keeps its statistics, another one under the same id
     * does not.
     */
    Deployment become(Model changed, RouterContext engine) {
        boolean same = model.provider().equals(changed.provider())
                && model.name().equals(changed.name())
                && Objects.equals(model.region(), changed.region())
                && model.operations().equals(changed.operations());
        return same ? new Deployment(changed, operationStates, drilling) : of(changed, engine);
    }

    /** Returns the drill, which may be over already; null if there is none. */
    @Nullable
    ActiveDrill drilling() {
        return drilling;
    }

    synchronized void drill(@Nullable ActiveDrill value) {
        drilling = value;
    }

    /** Drops a drill or a cooldown that is over, so that decisions need not check it any more. */
    void settle(Operation operation, long now) {
        ActiveDrill seen = drilling;
        if (seen != null && seen.isOver(now)) {
            forget(seen);
        }
        OperationState operationState = find(operation);
        if (operationState != null) {
            operationState.breaker().settle(now);
        }
    }

    @SuppressWarnings("ReferenceEquality") // a drill that began in the meantime is another instance
    private synchronized void forget(ActiveDrill over) {
        if (drilling == over) {
            drilling = null;
        }
    }

    Model model() {
        return model;
    }

    void growMemories() {
        operationStates
                .values()
                .forEach(operationState -> operationState.memory().grow(model));
    }

    /** Returns whether it may serve every tenant. */
    boolean isOpenToAll() {
        return openToAll;
    }

    Map<Operation, OperationState> operationStates() {
        return operationStates;
    }

    OperationState operationState(Operation operation) {
        return Objects.requireNonNull(find(operation), "eligibility checks the operation first");
    }

    /** Returns the state of an operation; null if the model does not support it. */
    @Nullable
    OperationState find(Operation operation) {
        return operation == Operation.CHAT ? chat : operationStates.get(operation);
    }
}
