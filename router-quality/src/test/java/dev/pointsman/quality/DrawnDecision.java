package dev.pointsman.quality;

import dev.pointsman.model.Exclusion;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.strategy.Candidate;
import dev.pointsman.trace.DecisionKind;
import dev.pointsman.trace.RoutingDecision;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A decision among the models of a pool, as far as the ring of decisions reads it. */
final class DrawnDecision implements RoutingDecision {
    private static final Candidate[] CANDIDATES =
            IntStream.range(0, 64).mapToObj(DrawnDecision::at).toArray(Candidate[]::new);

    private final int[] orders;
    private long number;
    private long call;
    private int chosen;
    private double[] probabilities = new double[0];

    /** Creates a decision among the models at some places of the pool. */
    DrawnDecision(int... orders) {
        this.orders = orders;
    }

    private static Candidate at(int order) {
        return (Candidate) Proxy.newProxyInstance(
                Candidate.class.getClassLoader(), new Class<?>[] {Candidate.class}, (proxy, method, values) -> {
                    if (!method.getName().equals("order")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return order;
                });
    }

    DrawnDecision set(long its, long first, int candidate, double... each) {
        number = its;
        call = first;
        chosen = candidate;
        probabilities = each;
        return this;
    }

    @Override
    public int size() {
        return orders.length;
    }

    @Override
    public Candidate candidate(int index) {
        return CANDIDATES[orders[index]];
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public long call() {
        return call;
    }

    @Override
    public int chosen() {
        return chosen;
    }

    @Override
    public double probability(int index) {
        return probabilities[index];
    }

    @Override
    public int attempt() {
        return number == call ? 0 : 1;
    }

    @Override
    public RouteRequest request() {
        return RouteRequest.ANY;
    }

    @Override
    public String pool() {
        return "pool";
    }

    @Override
    public String goal() {
        return "goal";
    }

    @Override
    public String strategy() {
        return "strategy";
    }

    @Override
    public DecisionKind kind() {
        return DecisionKind.CHOICE;
    }

    @Override
    public double score(int index) {
        return Double.NaN;
    }

    @Override
    public double drawn() {
        return Double.NaN;
    }

    @Override
    public List<Exclusion> exclusions() {
        return List.of();
    }

    @Override
    public long sequence() {
        return number;
    }

    @Override
    public long nowNanos() {
        return 0;
    }

    @Override
    public double chance(int index) {
        return 0.5;
    }

    @Override
    public String previousModel() {
        return "none";
    }

    @Override
    public String toString() {
        return number + " " + Arrays.toString(orders);
    }
}
