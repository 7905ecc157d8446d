package dev.pointsman.router;

import dev.pointsman.model.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;

/** Other models in the tiers of a model, for one operation. Immutable. */
final class Peers {
    static final Peers NONE = new Peers(List.of());

    private final OperationState[][] tiers;
    private final OperationState[] all;

    private Peers(List<OperationState[]> tiers) {
        this.tiers = tiers.toArray(OperationState[][]::new);
        this.all = tiers.stream().flatMap(Arrays::stream).distinct().toArray(OperationState[]::new);
    }

    /** Links the models of all pools with their peers. */
    static void link(Collection<PoolState> pools) {
        IdentityHashMap<OperationState, List<OperationState[]>> found = new IdentityHashMap<>();
        for (PoolState pool : pools) {
            for (PoolMember member : pool.members()) {
                member.deployment()
                        .operationStates()
                        .forEach((operation, operationState) -> found.computeIfAbsent(
                                        operationState, first -> new ArrayList<>())
                                .add(others(pool, member, operation)));
            }
        }
        found.forEach((operationState, tiers) -> operationState.peers(new Peers(tiers)));
    }

    @SuppressWarnings("ReferenceEquality") // one instance per member of a pool
    private static OperationState[] others(PoolState pool, PoolMember member, Operation operation) {
        List<OperationState> others = new ArrayList<>();
        for (PoolMember other : pool.members()) {
            OperationState operationState = other.deployment().find(operation);
            if (other != member && other.tier() == member.tier() && operationState != null) {
                others.add(operationState);
            }
        }
        return others.toArray(OperationState[]::new);
    }

    /** Returns whether every tier has another model whose breaker is closed. */
    boolean canSpare() {
        for (OperationState[] tier : tiers) {
            if (Arrays.stream(tier)
                    .noneMatch(operationState -> operationState.breaker().isFree())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the current slowdown of the peers, the ratio of recent to long-run durations: the median of those with
     * recent answers, the lower of two. At least 1, and 1 if there are none.
     */
    double slowdown(double tokens, long now) {
        if (all.length == 0) {
            return 1;
        }
        double[] known = Arrays.stream(all)
                .mapToDouble(operationState -> operationState.statistics().slowdown(tokens, now))
                .filter(slowdown -> slowdown > 0)
                .sorted()
                .toArray();
        return known.length == 0 ? 1 : Math.max(1, known[(known.length - 1) / 2]);
    }
}
