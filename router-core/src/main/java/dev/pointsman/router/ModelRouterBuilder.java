package dev.pointsman.router;

import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.stats.StatisticsConfig;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.strategy.StrategyProvider;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Builds a {@link ModelRouter}; every value it is not given has a default. Not safe for several threads. */
public final class ModelRouterBuilder {
    private final List<Model> models = new ArrayList<>();
    private final List<Pool> pools = new ArrayList<>();
    private final Map<String, RoutingStrategy> strategies = new LinkedHashMap<>();
    private final List<GuardedListener> listeners = new ArrayList<>();
    private final Map<String, BreakerConfig> breakers = new LinkedHashMap<>();
    private String instance = "";
    private long staleMemory = 32L << 20;
    private NanoClock clock = NanoClock.system();
    private Scheduler scheduler = Scheduler.system();
    private @Nullable RandomSource chance;
    private FailureClassifier classifier = FailureClassifier.standard();
    private StatisticsConfig statistics = StatisticsConfig.DEFAULT;
    private BreakerConfig breaker = BreakerConfig.DEFAULT;

    ModelRouterBuilder() {
        for (StrategyProvider provider : ServiceLoader.load(StrategyProvider.class)) {
            provider.strategies().forEach(this::strategy);
        }
    }

    /**
     * Adds a model.
     *
     * @param model the model; its id must be new
     * @return this builder
     */
    public ModelRouterBuilder model(Model model) {
        models.add(model);
        return this;
    }

    /**
     * Adds models.
     *
     * @param values the models; their ids must be new
     * @return this builder
     */
    public ModelRouterBuilder models(Collection<Model> values) {
        models.addAll(values);
        return this;
    }

    /**
     * Adds a pool; the first one is the default.
     *
     * @param pool the pool; its name must be new
     * @return this builder
     */
    public ModelRouterBuilder pool(Pool pool) {
        pools.add(pool);
        return this;
    }

    /**
     * Adds a strategy under its own name; one of the same name is replaced.
     *
     * @param strategy the strategy
     * @return this builder
     */
    public ModelRouterBuilder strategy(RoutingStrategy strategy) {
        return goal(strategy.name(), strategy);
    }

    /**
     * Adds a goal: a name for a configured strategy; a goal of the same name is replaced.
     *
     * @param name the goal's name; not blank
     * @param strategy what serves it
     * @return this builder
     * @throws IllegalArgumentException if the name is blank
     */
    public ModelRouterBuilder goal(String name, RoutingStrategy strategy) {
        strategies.put(Goal.of(name).name(), strategy);
        return this;
    }

    /**
     * The strategies known so far, by the goal they serve.
     *
     * @return a copy
     */
    public Map<String, RoutingStrategy> strategies() {
        return new LinkedHashMap<>(strategies);
    }

    /**
     * Adds a listener.
     *
     * @param listener hears what the router does
     * @return this builder
     */
    public ModelRouterBuilder listener(RouterListener listener) {
        listeners.add(GuardedListener.of(listener));
        return this;
    }

    /**
     * What tells this router from others whose decisions are written down in the same place.
     *
     * @param value a name, without white space; default: none
     * @return this builder
     * @throws IllegalArgumentException if there is white space in it
     */
    public ModelRouterBuilder instance(String value) {
        if (value.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
            throw new IllegalArgumentException("instance: (expected: no white space or control characters)");
        }
        instance = value;
        return this;
    }

    /**
     * Where time comes from.
     *
     * @param value the clock; default: the machine's
     * @return this builder
     */
    public ModelRouterBuilder clock(NanoClock value) {
        clock = value;
        return this;
    }

    /**
     * What lets time pass.
     *
     * @param value the scheduler; default: the machine's
     * @return this builder
     */
    public ModelRouterBuilder scheduler(Scheduler value) {
        scheduler = value;
        return this;
    }

    /**
     * Limits the memory of the answers that are kept to stand in ({@link WhenExhausted#STALE}).
     *
     * @param bytes memory of all of them together, in bytes; at least 0, which keeps none; one answer may take a
     *     sixteenth of it; default: 32 MB
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public ModelRouterBuilder staleMemory(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("staleMemory: " + bytes + " (expected: >= 0)");
        }
        staleMemory = bytes;
        return this;
    }

    /**
     * Makes decisions repeatable.
     *
     * @param value the seed; default: another one each time
     * @return this builder
     */
    public ModelRouterBuilder seed(long value) {
        return chance(RandomSource.seeded(value));
    }

    /**
     * Where chance comes from.
     *
     * @param value random numbers by their number; default: seeded anew each time
     * @return this builder
     */
    public ModelRouterBuilder chance(RandomSource value) {
        chance = value;
        return this;
    }

    /**
     * What tells a provider's failure from the caller's own exception.
     *
     * @param value the classifier; default: {@link FailureClassifier#standard}
     * @return this builder
     */
    public ModelRouterBuilder classifier(FailureClassifier value) {
        classifier = value;
        return this;
    }

    /**
     * How fast statistics forget.
     *
     * @param value the configuration; default: {@link StatisticsConfig#DEFAULT}
     * @return this builder
     */
    public ModelRouterBuilder statistics(StatisticsConfig value) {
        statistics = value;
        return this;
    }

    /**
     * When breakers trip and how they come back.
     *
     * @param value the configuration; default: {@link BreakerConfig#DEFAULT}
     * @return this builder
     */
    public ModelRouterBuilder breaker(BreakerConfig value) {
        breaker = value;
        return this;
    }

    /**
     * When the breaker of one model trips and how it comes back.
     *
     * @param model the model's id
     * @param value the configuration; default: that of all models
     * @return this builder
     */
    public ModelRouterBuilder breaker(String model, BreakerConfig value) {
        breakers.put(model, value);
        return this;
    }

    /**
     * Builds the router.
     *
     * @return the router
     * @throws IllegalArgumentException if there is no pool, or an id or a name comes twice
     * @throws UnknownNameException if a pool names an unknown model or goal
     */
    public ModelRouter build() {
        if (pools.isEmpty()) {
            throw new IllegalArgumentException("pools: [] (expected: at least one pool)");
        }
        RandomSource luck = chance == null ? RandomSource.seeded(new SecureRandom().nextLong()) : chance;
        RouterContext engine = new RouterContext(
                instance,
                clock,
                scheduler,
                luck,
                classifier,
                statistics,
                breaker,
                Map.copyOf(breakers),
                new GoalRegistry(strategies),
                new SessionHistory(clock),
                new StaleAnswers(clock, staleMemory),
                new AvailabilityVersion(),
                new SlowTrips(),
                List.copyOf(listeners),
                listeners.stream().filter(GuardedListener::hearsDecisions).toList());
        return new ModelRouter(engine, models, pools);
    }
}
