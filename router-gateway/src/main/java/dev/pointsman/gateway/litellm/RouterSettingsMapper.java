package dev.pointsman.gateway.litellm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Mapper of settings that all groups share: strategy, retries, timeouts and cooldowns. */
final class RouterSettingsMapper {
    private static final double OPEN_AT_FIRST = 5;
    private static final double DEADLINE = 120;
    private static final String STRATEGY = "routing_strategy";
    private static final String RETRIES = "num_retries";
    private static final String FAILS = "allowed_fails";
    private static final String COOLDOWN = "cooldown_time";

    private static final List<String> ALWAYS_ON =
            List.of("enable_pre_call_checks", "drop_params", "set_verbose", "debug_level", "json_logs", "telemetry");

    private static final Map<String, String> GOALS = Map.of(
            "simple-shuffle", "random",
            "latency-based-routing", "speed",
            "least-busy", "least-busy",
            "cost-based-routing", "cost",
            "usage-based-routing", "balanced",
            "usage-based-routing-v2", "balanced");

    private final SourceSection router;
    private final SourceSection library;

    /**
     * @param router {@code router_settings}
     * @param library {@code litellm_settings}, which may have some of the same keys
     */
    RouterSettingsMapper(SourceSection router, SourceSection library) {
        this.router = router;
        this.library = library;
    }

    String goal() {
        String strategy = router.text(STRATEGY);
        if (strategy == null) {
            return "random";
        }
        String goal = GOALS.get(strategy);
        if (goal == null) {
            router.findings().unmapped(router.path(STRATEGY), "unknown; the goal is balanced");
        } else if (goal.equals("balanced")) {
            router.findings().changed(router.path(STRATEGY), "balanced: no count of tokens per minute");
        }
        return goal == null ? "balanced" : goal;
    }

    /** Returns the failover policy of a pool whose call may go through some groups. */
    Map<String, Object> failover(int groups) {
        Map<String, Object> failover = new LinkedHashMap<>();
        Double retries = given(RETRIES);
        if (retries != null) {
            failover.put("attempts", retries.intValue() + Math.max(1, groups));
            failover.put("retry-same", Math.min(1, retries.intValue()));
        }
        String timeout = router.has("timeout") ? router.seconds("timeout") : library.seconds("request_timeout");
        put(failover, "response-timeout", timeout);
        String stream = router.seconds("stream_timeout");
        put(failover, "first-token-timeout", stream);
        put(failover, "stall-timeout", stream);
        Double longest = router.has("stream_timeout") ? asNumber(router.value("stream_timeout")) : null;
        if (longest != null && longest > DEADLINE) {
            failover.put("deadline", Durations.ofSeconds(longest));
        }
        if (timeout != null && stream == null) {
            SourceSection from = router.has("timeout") ? router : library;
            from.findings()
                    .changed(
                            from.path(from == router ? "timeout" : "request_timeout"),
                            "of whole answers; streams have first-token-timeout and stall-timeout, 10 s each unless set");
        }
        return failover;
    }

    Map<String, Object> breaker() {
        Map<String, Object> breaker = new LinkedHashMap<>();
        Double fails = given(FAILS);
        if (fails != null) {
            breaker.put("consecutive-failures", fails.intValue() + 1);
        }
        Double cooldown = given(COOLDOWN);
        if (cooldown != null && cooldown > 0) {
            if (cooldown < OPEN_AT_FIRST) {
                breaker.put("open-for", Durations.ofSeconds(cooldown));
            }
            breaker.put("open-at-most", Durations.ofSeconds(cooldown));
        }
        return breaker;
    }

    /** Returns other names of groups. */
    Map<String, String> aliases() {
        Map<String, String> aliases = new LinkedHashMap<>();
        library.map("model_alias_map").forEach((name, target) -> aliases.put(name.toString(), target.toString()));
        router.map("model_group_alias").forEach((name, target) -> {
            Object group = target instanceof Map<?, ?> map ? map.get("model") : target;
            if (group != null) {
                aliases.put(name.toString(), group.toString());
            }
        });
        return aliases;
    }

    private @Nullable Double given(String key) {
        Double ofLibrary = library.number(key);
        Double ofRouter = router.number(key);
        return ofRouter == null ? ofLibrary : ofRouter;
    }

    private static @Nullable Double asNumber(@Nullable Object value) {
        return value instanceof Number number ? (Double) number.doubleValue() : null;
    }

    private static void put(Map<String, Object> target, String key, @Nullable String value) {
        if (value != null) {
            target.put(key, value);
        }
    }

    /** Passes over keys that need no counterpart, as this gateway always behaves that way. */
    void skipWhatIsAlwaysOn() {
        for (SourceSection section : List.of(router, library)) {
            ALWAYS_ON.forEach(section::skip);
        }
    }
}
