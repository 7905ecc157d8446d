package dev.pointsman.router;

import dev.pointsman.admission.Admission;
import dev.pointsman.admission.EligibilityRule;
import dev.pointsman.admission.internal.EligibilityRules;
import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.breaker.internal.AvailabilityVersion;
import dev.pointsman.breaker.internal.HealthLink;
import dev.pointsman.breaker.internal.SlowTrips;
import dev.pointsman.failure.FailureClassifier;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.policy.FailoverPolicy.WhenExhausted;
import dev.pointsman.policy.Pool;
import dev.pointsman.state.HealthExchange;
import dev.pointsman.state.SessionStore;
import dev.pointsman.state.internal.PromptCaches;
import dev.pointsman.state.internal.ServedSessions;
import dev.pointsman.state.internal.StaleAnswers;
import dev.pointsman.stats.StatisticsConfig;
import dev.pointsman.strategy.RandomSource;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.strategy.StrategyProvider;
import dev.pointsman.strategy.internal.GoalRegistry;
import dev.pointsman.time.NanoClock;
import dev.pointsman.time.Scheduler;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Builder of a {@link ModelRouter}; every value has a default. Not thread-safe. */
public final class ModelRouterBuilder {
    private final List<Model> models = new ArrayList<>();
    private final List<Pool> pools = new ArrayList<>();
    private final Map<String, RoutingStrategy> strategies = new LinkedHashMap<>();
    private final List<GuardedListener> listeners = new ArrayList<>();
    private final List<EligibilityRule> rules = new ArrayList<>();
    private final Map<String, BreakerConfig> breakers = new LinkedHashMap<>();
    private String instance = "";
    private long staleMemory = 32L << 20;
    private NanoClock clock = NanoClock.system();
    private Scheduler scheduler = Scheduler.system();
    private @Nullable RandomSource chance;
    private FailureClassifier classifier = FailureClassifier.standard();
    private StatisticsConfig statistics = StatisticsConfig.DEFAULT;
    private BreakerConfig breaker = BreakerConfig.DEFAULT;
    private @Nullable Admission admission;
    private @Nullable SessionStore sessions;
    private HealthExchange health = HealthExchange.NONE;

    ModelRouterBuilder() {
        // The context class loader of a pool's thread may not see the application: fork-join threads have the system
        // one.
        ServiceLoader.load(StrategyProvider.class, StrategyProvider.class.getClassLoader())
                .forEach(this::strategies);
        ServiceLoader.load(StrategyProvider.class).forEach(this::strategies);
    }

    private void strategies(StrategyProvider provider) {
        provider.strategies().forEach(this::strategy);
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
     * @param strategy its strategy
     * @return this builder
     * @throws IllegalArgumentException if the name is blank
     */
    public ModelRouterBuilder goal(String name, RoutingStrategy strategy) {
        strategies.put(Goal.of(name).name(), strategy);
        return this;
    }

    /**
     * Returns the strategies added so far, by goal.
     *
     * @return a copy
     */
    public Map<String, RoutingStrategy> strategies() {
        return new LinkedHashMap<>(strategies);
    }

    /**
     * Adds a listener.
     *
     * @param listener receives the router's events
     * @return this builder
     */
    public ModelRouterBuilder listener(RouterListener listener) {
        listeners.add(GuardedListener.of(listener));
        return this;
    }

    /**
     * Sets the instance name, which distinguishes this router from others with the same log.
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
     * Sets the clock.
     *
     * @param value the clock; default: the system's
     * @return this builder
     */
    public ModelRouterBuilder clock(NanoClock value) {
        clock = value;
        return this;
    }

    /**
     * Sets the scheduler of waits.
     *
     * @param value the scheduler; default: the system's
     * @return this builder
     */
    public ModelRouterBuilder scheduler(Scheduler value) {
        scheduler = value;
        return this;
    }

    /**
     * Limits the memory of the stale-response cache ({@link WhenExhausted#STALE}).
     *
     * @param bytes the total memory in bytes; at least 0, which disables the cache; one answer may take a sixteenth of
     *     it; default: 32 MB
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
     * Sets the random seed, which makes decisions reproducible.
     *
     * @param value the seed; default: random
     * @return this builder
     */
    public ModelRouterBuilder seed(long value) {
        return chance(RandomSource.seeded(value));
    }

    /**
     * Sets the random source.
     *
     * @param value the random source; default: seeded randomly
     * @return this builder
     */
    public ModelRouterBuilder chance(RandomSource value) {
        chance = value;
        return this;
    }

    /**
     * Sets the classifier of exceptions.
     *
     * @param value the classifier; default: {@link FailureClassifier#standard}
     * @return this builder
     */
    public ModelRouterBuilder classifier(FailureClassifier value) {
        classifier = value;
        return this;
    }

    /**
     * Sets the configuration of the statistics.
     *
     * @param value the configuration; default: {@link StatisticsConfig#DEFAULT}
     * @return this builder
     */
    public ModelRouterBuilder statistics(StatisticsConfig value) {
        statistics = value;
        return this;
    }

    /**
     * Sets the default configuration of the breakers.
     *
     * @param value the configuration; default: {@link BreakerConfig#DEFAULT}
     * @return this builder
     */
    public ModelRouterBuilder breaker(BreakerConfig value) {
        breaker = value;
        return this;
    }

    /**
     * Sets the configuration of one model's breaker.
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
     * Adds an eligibility rule; it applies after the constraints of the request.
     *
     * @param rule excludes models from calls
     * @return this builder
     */
    public ModelRouterBuilder eligibility(EligibilityRule rule) {
        rules.add(rule);
        return this;
    }

    /**
     * Sets the admission of calls.
     *
     * @param value admits or refuses each call; default: none, every call is admitted
     * @return this builder
     */
    public ModelRouterBuilder admission(Admission value) {
        admission = value;
        return this;
    }

    /**
     * Sets the store of the models that served sessions.
     *
     * @param value the store, possibly shared with other routers; default: {@link SessionStore#inMemory()}
     * @return this builder
     */
    public ModelRouterBuilder sessions(SessionStore value) {
        sessions = value;
        return this;
    }

    /**
     * Sets the exchange of cooldowns and opened breakers with other instances.
     *
     * @param value the exchange; default: {@link HealthExchange#NONE}
     * @return this builder
     */
    public ModelRouterBuilder health(HealthExchange value) {
        health = value;
        return this;
    }

    /**
     * Builds the router.
     *
     * @return the router
     * @throws IllegalArgumentException if there is no pool, or an id or a name is not unique
     * @throws IllegalArgumentException if a pool names an unknown model or goal
     */
    public ModelRouter build() {
        if (pools.isEmpty()) {
            throw new IllegalArgumentException("pools: [] (expected: at least one pool)");
        }
        RandomSource random = chance == null ? RandomSource.seeded(new SecureRandom().nextLong()) : chance;
        RouterContext engine = new RouterContext(
                instance,
                clock,
                scheduler,
                random,
                classifier,
                statistics,
                breaker,
                Map.copyOf(breakers),
                new GoalRegistry(strategies),
                new PromptCaches(new ServedSessions(sessions == null ? SessionStore.inMemory() : sessions)),
                new StaleAnswers<>(clock::nanos, staleMemory),
                new EligibilityRules(rules),
                admission,
                new HealthLink(health),
                new AvailabilityVersion(),
                new SlowTrips(),
                List.copyOf(listeners),
                listeners.stream().filter(GuardedListener::receivesDecisions).toList(),
                listeners.stream().filter(GuardedListener::receivesEnds).toList());
        return new ModelRouter(engine, models, pools);
    }
}
