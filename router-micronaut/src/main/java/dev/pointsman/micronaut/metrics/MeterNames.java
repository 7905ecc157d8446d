package dev.pointsman.micronaut.metrics;

/** The names of all meters and tags. */
final class MeterNames {
    // By OpenTelemetry's conventions for generative AI; an operation is one attempt at one model.
    static final String DURATION = "gen_ai.client.operation.duration";
    static final String FIRST_TOKEN = "gen_ai.client.operation.time_to_first_chunk";
    static final String TOKENS = "gen_ai.client.token.usage";

    // One attempt, one model.
    static final String ATTEMPTS = "pointsman.attempts";
    static final String OUTPUT_RATE = "pointsman.output.tokens_per_second";
    static final String COST = "pointsman.cost";
    static final String CACHE_READ = "pointsman.cache.read.tokens";
    static final String CACHE_WRITTEN = "pointsman.cache.written.tokens";
    static final String CACHE_SAVED = "pointsman.cache.saved";
    static final String IN_FLIGHT = "pointsman.model.in_flight";
    static final String CAPACITY = "pointsman.model.capacity";
    static final String BREAKER_STATE = "pointsman.breaker.state";
    static final String BREAKER_TRANSITIONS = "pointsman.breaker.transitions";
    static final String RECOVERY = "pointsman.breaker.recovery";

    // One background check, one provider.
    static final String CHECKS = "pointsman.provider.checks";

    // One call, one pool.
    static final String CALLS = "pointsman.call.duration";
    static final String ANSWERS = "pointsman.answers";
    static final String DECISIONS = "pointsman.decisions";
    static final String SESSION_TURNS = "pointsman.session.turns";
    static final String SESSION_SWITCHES = "pointsman.session.switches";
    static final String RETRIES = "pointsman.retries";
    static final String BESIDE_TRIALS = "pointsman.trials.beside";
    static final String WASTED_TOKENS = "pointsman.wasted.tokens";
    static final String WASTED_COST = "pointsman.wasted.cost";
    static final String HEDGES = "pointsman.hedges";
    static final String FALLBACKS = "pointsman.fallbacks";
    static final String FALLBACK_EXTRA = "pointsman.fallback.extra";
    static final String FALLBACK_SAVED = "pointsman.fallback.saved";
    static final String AVAILABLE = "pointsman.pool.available";
    static final String RETRIES_LEFT = "pointsman.pool.retries_left";
    static final String HEDGES_LEFT = "pointsman.pool.hedges_left";
    static final String WAITING = "pointsman.pool.waiting";

    // One call in a pool with a cache of responses.
    static final String RESPONSE_CACHE_CALLS = "pointsman.response_cache.calls";
    static final String RESPONSE_CACHE_SAVED = "pointsman.response_cache.saved";
    static final String RESPONSE_CACHE_BYTES = "pointsman.response_cache.memory";

    // One call, one configured tenant.
    static final String TENANT_CALLS = "pointsman.tenant.calls";
    static final String TENANT_TOKENS = "pointsman.tenant.tokens";
    static final String TENANT_COST = "pointsman.tenant.cost";

    // Tags by the same conventions.
    static final String OPERATION = "gen_ai.operation.name";
    static final String PROVIDER = "gen_ai.provider.name";
    static final String REQUEST_MODEL = "gen_ai.request.model";
    static final String TOKEN_TYPE = "gen_ai.token.type";
    static final String ERROR_TYPE = "error.type";

    // Tags without a convention.
    static final String MODEL = "pointsman.model";
    static final String POOL = "pointsman.pool";
    static final String GOAL = "pointsman.goal";
    static final String TIER = "pointsman.tier";
    static final String KIND = "pointsman.kind";
    static final String OUTCOME = "pointsman.outcome";
    static final String ENDING = "pointsman.ending";
    static final String STATE = "pointsman.state";
    static final String TENANT = "pointsman.tenant";

    /** Value of a tag that does not apply: a meter always has the same tags. */
    static final String NONE = "none";

    /** Tier of a stale response. */
    static final String STALE = "stale";

    static final String US_DOLLARS = "usd";

    private MeterNames() {}
}
