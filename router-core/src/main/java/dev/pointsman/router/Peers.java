package dev.pointsman.router;

import dev.pointsman.model.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;

/** The other models of each tier in which a model stands, for one operation. Immutable. */
final class Peers {
    static final Peers NONE = new Peers(List.of());

    private final OperationState[][] tiers;

    private Peers(List<OperationState[]> tiers) {
        this.tiers = tiers.toArray(OperationState[][]::new);
    }

    /** Makes the models of all pools known to each other. */
    static void link(Collection<PoolState> pools) {
        IdentityHashMap<OperationState, List<OperationState[]>> found = new IdentityHashMap<>();
        for (PoolState pool : pools) {
            for (PoolMember member : pool.members()) {
                member.deployment()
                        .tracks()
                        .forEach((operation, track) -> found.computeIfAbsent(track, first -> new ArrayList<>())
                                .add(others(pool, member, operation)));
            }
        }
        found.forEach((track, tiers) -> track.peers(new Peers(tiers)));
    }

    @SuppressWarnings("ReferenceEquality") // a member is a place of one pool
    private static OperationState[] others(PoolState pool, PoolMember member, Operation operation) {
        List<OperationState> others = new ArrayList<>();
        for (PoolMember other : pool.members()) {
            OperationState track = other.deployment().find(operation);
            if (other != member && other.tier() == member.tier() && track != null) {
                others.add(track);
            }
        }
        return others.toArray(OperationState[]::new);
    }

    /** Whether every tier has another model whose breaker is closed. */
    boolean canSpare() {
        for (OperationState[] tier : tiers) {
            if (Arrays.stream(tier).noneMatch(track -> track.breaker().isFree())) {
                return false;
            }
        }
        return true;
    }

    /**
     * How many times longer than usual answers take at the peers: the median of those with recent answers, the lower one of
     * two. At least 1, and 1 if there are none.
     */
    double slowdown(double tokens, long now) {
        double[] known = Arrays.stream(tiers)
                .flatMap(Arrays::stream)
                .distinct()
                .mapToDouble(track -> track.statistics().slowdown(tokens, now))
                .filter(slowdown -> slowdown > 0)
                .sorted()
                .toArray();
        return known.length == 0 ? 1 : Math.max(1, known[(known.length - 1) / 2]);
    }
}
