package dev.pointsman.quality;

import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pools of a router with their learned quality, which is applied to the router where it changes. */
final class LearnedPools {
    private static final double LEAST_CHANGE = 0.002;

    private final QualitySettings settings;
    private final ModelRouter router;
    private final List<PoolEntry> pools = new ArrayList<>();

    LearnedPools(QualitySettings settings, ModelRouter router) {
        this.settings = settings;
        this.router = router;
    }

    List<PoolEntry> all() {
        return pools;
    }

    /** Adds new and changed pools, whose tests get an index from a function; returns whether there was one. */
    boolean refresh(ToIntFunction<List<String>> tests) {
        boolean changed = false;
        for (Pool pool : router.operations().pools()) {
            changed |= refresh(pool, tests);
        }
        return changed;
    }

    private boolean refresh(Pool pool, ToIntFunction<List<String>> tests) {
        int known = -1;
        for (int i = 0; i < pools.size(); i++) {
            known = pools.get(i).name().equals(pool.name()) ? i : known;
        }
        List<String> models = List.copyOf(pool.models());
        if (known >= 0 && pools.get(known).models().equals(models)) {
            return false;
        }
        List<Double> configured = models.stream()
                .map(router::model)
                .map(model -> model == null ? 1.0 : model.quality())
                .toList();
        LearnedQuality learned = learned(configured);
        PoolEntry entry = new PoolEntry(pool.name(), models, tests.applyAsInt(models), learned, configured);
        if (known >= 0) {
            pools.set(known, entry);
        } else {
            pools.add(entry);
        }
        return true;
    }

    /** Returns learned quality that is used for nothing, of as many models. */
    LearnedQuality unused(int models) {
        return learned(Collections.nCopies(models, 1.0));
    }

    private LearnedQuality learned(List<Double> configured) {
        return new LearnedQuality(configured, settings.prior(), settings.memory(), PoolTables.SHAPES * PoolEntry.KINDS);
    }

    /** Applies what was learned everywhere. */
    void apply() {
        pools.forEach(this::apply);
    }

    /** Returns the pool of a draw; null if it was changed since. */
    @Nullable
    PoolEntry of(Draw draw) {
        for (PoolEntry pool : pools) {
            if (pool.index() == draw.pool() && draw.chosen() < pool.models().size()) {
                return pool;
            }
        }
        return null;
    }

    /** Adds a grade of an answer. */
    void add(PoolEntry pool, Draw draw, QualitySignal signal, double grade) {
        if (signal == QualitySignal.GRADES) {
            compare(pool, draw, grade);
        }
        int place = pool.learned().tags().placeOf(draw.tag());
        if (place < 0) {
            pool.learned().add(draw.chosen(), PoolEntry.group(draw.shape(), signal), grade);
        } else {
            pool.learned().addTagged(draw.chosen(), place, PoolEntry.kind(signal), grade);
        }
        apply(pool);
    }

    /** Takes up tags that calls had since. */
    void admitTags() {
        for (PoolEntry pool : pools) {
            String before = pool.admitTag();
            if (before != null) {
                set(pool.name(), before, Map.of());
            }
        }
    }

    private static void compare(PoolEntry pool, Draw draw, double grade) {
        if (!draw.isExact()) {
            return;
        }
        double[] probabilities = new double[pool.models().size()];
        for (int m = 0; m < Math.min(probabilities.length, draw.probabilities().length); m++) {
            probabilities[m] = draw.probabilities()[m];
        }
        pool.comparison().add(probabilities, draw.chosen(), draw.shape(), grade);
    }

    /** Returns the ids of all models. */
    Stream<String> models() {
        return pools.stream().flatMap(pool -> pool.models().stream()).distinct();
    }

    /** Follows a model faster after an alarm. */
    void lower(String model) {
        for (PoolEntry pool : pools) {
            int member = pool.models().indexOf(model);
            if (member >= 0) {
                pool.learned().lower(member);
                apply(pool);
            }
        }
    }

    /** Follows a model as before its alarm. */
    void recovered(String model) {
        for (PoolEntry pool : pools) {
            int member = pool.models().indexOf(model);
            if (member >= 0) {
                pool.learned().recovered(member);
                apply(pool);
            }
        }
    }

    /** Keeps what was learned of a model since its alarm, and gives it its usual memory. */
    void accepted(String model) {
        for (PoolEntry pool : pools) {
            int member = pool.models().indexOf(model);
            if (member >= 0) {
                pool.learned().accepted(member);
                apply(pool);
            }
        }
    }

    /** Ends a period, in which each lowered model should have had some observations. */
    void period(double wanted) {
        for (PoolEntry pool : pools) {
            pool.learned().period(wanted);
            apply(pool);
        }
    }

    private void apply(PoolEntry pool) {
        for (int m = 0; m < pool.models().size(); m++) {
            double quality = pool.learned().applied(m);
            if (pool.apply(m, quality, LEAST_CHANGE)) {
                set(pool.name(), pool.models().get(m), quality);
            }
        }
        for (int place = 0; place < LearnedTags.PLACES; place++) {
            String tag = pool.learned().tags().name(place);
            Map<String, Double> changed = tag == null ? null : pool.changedInTag(place, LEAST_CHANGE);
            if (tag != null && changed != null) {
                set(pool.name(), tag, changed);
            }
        }
    }

    private void set(String pool, String model, double quality) {
        try {
            router.operations().setQuality(pool, model, quality);
        } catch (IllegalArgumentException e) { // the pool was changed in the meantime
            return;
        }
    }

    private void set(String pool, String tag, Map<String, Double> qualities) {
        try {
            router.operations().setQuality(pool, tag, qualities);
        } catch (IllegalArgumentException e) { // the pool was changed in the meantime
            return;
        }
    }

    List<GradeDifference> differences() {
        List<GradeDifference> all = new ArrayList<>();
        for (PoolEntry pool : pools) {
            for (int m = 0; m < pool.models().size(); m++) {
                GradeDifference one =
                        pool.comparison().of(pool.name(), pool.models().get(m), m);
                if (one != null) {
                    all.add(one);
                }
            }
        }
        return all;
    }

    List<LearnedModel> view() {
        List<LearnedModel> all = new ArrayList<>();
        for (PoolEntry pool : pools) {
            LearnedQuality learned = pool.learned();
            for (int m = 0; m < pool.models().size(); m++) {
                all.add(new LearnedModel(
                        pool.name(),
                        pool.models().get(m),
                        learned.configured(m),
                        learned.quality(m),
                        learned.applied(m),
                        learned.isLowered(m),
                        learned.observations(m),
                        learned.inTags(m)));
            }
        }
        return all;
    }
}
