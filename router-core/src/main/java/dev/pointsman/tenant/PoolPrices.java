package dev.pointsman.tenant;

import dev.pointsman.model.AllowDenyList;
import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.RouteRequest;
import java.util.List;

/** Highest prices of the models of a pool, so that a reservation is not too low. Thread-safe. */
/*
 * Cached for a few pools, by the identity of their lists of models: a changed pool has another list.
 */
final class PoolPrices {
    private static final int POOLS = 8;

    private final Highest[] known = new Highest[POOLS]; // racy: records of final fields, any of them is right
    private int next; // racy

    /** Highest prices per million tokens, thus in millionths of a dollar per token. */
    private record Highest(List<Model> models, double input, double output) {}

    /** Returns the cost of a call at the most expensive model that a meter counts, in millionths of a dollar. */
    long micros(UsageMeter meter, RouteRequest request, List<Model> models, int input, int output) {
        if (meter.models().isEmpty() && request.models().equals(AllowDenyList.ANY)) {
            Highest highest = highest(models);
            return Math.round(input * highest.input + output * highest.output);
        }
        double most = 0;
        for (int i = 0; i < models.size(); i++) {
            Model model = models.get(i);
            Pricing price = model.price();
            if (price != null && meter.counts(model) && request.models().admits(model.id())) {
                most = Math.max(most, input * price.input() + output * price.output());
            }
        }
        return Math.round(most);
    }

    @SuppressWarnings("ReferenceEquality") // a pool's list stays the same object
    private Highest highest(List<Model> models) {
        for (Highest one : known) {
            if (one != null && one.models == models) {
                return one;
            }
        }
        double input = 0;
        double output = 0;
        for (Model model : models) {
            Pricing price = model.price();
            input = price == null ? input : Math.max(input, price.input());
            output = price == null ? output : Math.max(output, price.output());
        }
        Highest found = new Highest(models, input, output);
        int slot = next++ & (POOLS - 1);
        known[slot] = found;
        return found;
    }
}
