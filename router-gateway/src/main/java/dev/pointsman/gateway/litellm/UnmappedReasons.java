package dev.pointsman.gateway.litellm;

import java.util.Map;

/** Reasons why keys of LiteLLM have no counterpart. */
final class UnmappedReasons {
    private static final String CAPACITY = "capacity is learned from the provider's limits and answers";
    private static final String CALLBACKS = "metrics, traces, audit log and decision log take the place of callbacks";
    private static final String STORAGE = "no database: keys, limits and budgets are configured by tenants";
    private static final String PER_KIND =
            "the kind of a failure decides: failures.rules, failures.statuses, failures.codes";
    private static final String CACHE = "a cache of responses is set for each pool, by its key cache";
    private static final String DEFAULT_CHAIN =
            "AWS credentials come from an access key, an API key or the default chain";

    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("rpm", CAPACITY),
            Map.entry("tpm", CAPACITY),
            Map.entry("max_parallel_requests", CAPACITY),
            Map.entry("default_max_parallel_requests", CAPACITY),
            Map.entry("weight", "traffic is divided by what is measured, not by fixed weights"),
            Map.entry("num_retries", "attempts are limited for each pool: pools.*.failover.attempts"),
            Map.entry("max_retries", "attempts are limited for each pool: pools.*.failover.attempts"),
            Map.entry("temperature", "requests set it"),
            Map.entry("top_p", "requests set it"),
            Map.entry("reasoning_effort", "requests set it"),
            Map.entry("max_fallbacks", "limited by pools.*.failover.attempts"),
            Map.entry("retry_after", "the provider's Retry-After counts, up to pools.*.failover.retry-after-patience"),
            Map.entry("retry_policy", PER_KIND),
            Map.entry("model_group_retry_policy", PER_KIND),
            Map.entry("allowed_fails_policy", PER_KIND),
            Map.entry("disable_cooldowns", "a breaker can be forced closed by the endpoint"),
            Map.entry("enable_tag_filtering", "requests can not choose by tags; models may list tenants and regions"),
            Map.entry("tag_filtering_match_any", "requests can not choose by tags"),
            Map.entry("cache_responses", CACHE),
            Map.entry("cache", CACHE),
            Map.entry("cache_params", CACHE),
            Map.entry("callbacks", CALLBACKS),
            Map.entry("success_callback", CALLBACKS),
            Map.entry("failure_callback", CALLBACKS),
            Map.entry("service_callbacks", CALLBACKS),
            Map.entry("callback_settings", CALLBACKS),
            Map.entry("database_url", STORAGE),
            Map.entry("store_model_in_db", STORAGE),
            Map.entry("max_budget", STORAGE),
            Map.entry("budget_duration", STORAGE),
            Map.entry("environment_variables", "set them in the environment; values are not copied"),
            Map.entry("vertex_credentials", "use a key bound to the service account, in VERTEX_API_KEY"),
            Map.entry("aws_role_name", DEFAULT_CHAIN),
            Map.entry("aws_session_name", DEFAULT_CHAIN),
            Map.entry("aws_profile_name", DEFAULT_CHAIN),
            Map.entry("aws_web_identity_token", DEFAULT_CHAIN),
            Map.entry("azure_ad_token", "only a key, or a token in headers"),
            Map.entry("tenant_id", "only a key, or a token in headers"),
            Map.entry("client_id", "only a key, or a token in headers"),
            Map.entry("client_secret", "only a key, or a token in headers"),
            Map.entry("mock_response", "use a mock provider"),
            Map.entry("guardrails", "no guardrails"),
            Map.entry("mcp_servers", "no MCP servers"));

    private UnmappedReasons() {}

    static String of(String key) {
        return REASONS.getOrDefault(key, "no counterpart");
    }
}
