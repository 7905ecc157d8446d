package dev.pointsman.micronaut.tenant;

import dev.pointsman.micronaut.config.MetadataOnly;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tenant: what its calls may use, and how much.
 *
 * @param name the tenant's name
 * @param pools the pools that its calls may name, the first one its default; default: all
 * @param models the models that may serve it
 * @param providers the providers that may serve it
 * @param regions the regions that may serve it
 * @param goal the goal of calls that name none; default: the pool's
 * @param priceCeiling the highest token prices of models that may serve it; default: none
 * @param limits limits of all its calls
 * @param budgets budgets of all its calls, a list
 * @param keys the keys of its clients, a list
 */
@Introspected
@Requires(condition = MetadataOnly.class)
@EachProperty("pointsman.tenants")
record TenantConfig(
        @Parameter String name,
        List<String> pools,
        @Nullable Models models,
        @Nullable Providers providers,
        @Nullable Regions regions,
        @Nullable String goal,
        @Nullable PriceCeiling priceCeiling,
        @Nullable Limits limits,
        List<Budget> budgets,
        List<Key> keys) {

    /**
     * Models that may serve a tenant.
     *
     * @param allow the only ids; default: all
     * @param deny ids that never serve it
     */
    @Introspected
    @Requires(condition = MetadataOnly.class)
    @ConfigurationProperties("models")
    record Models(List<String> allow, List<String> deny) {}

    /**
     * Providers that may serve a tenant.
     *
     * @param allow the only names; default: all
     * @param deny names that never serve it
     */
    @Introspected
    @Requires(condition = MetadataOnly.class)
    @ConfigurationProperties("providers")
    record Providers(List<String> allow, List<String> deny) {}

    /**
     * Regions that may serve a tenant.
     *
     * @param allow the only regions; a model of unknown region does not serve then; default: all
     * @param deny regions that never serve it
     */
    @Introspected
    @Requires(condition = MetadataOnly.class)
    @ConfigurationProperties("regions")
    record Regions(List<String> allow, List<String> deny) {}

    /**
     * Highest token prices of models that may serve a tenant, in US dollars per million tokens.
     *
     * @param input price of prompt tokens; at least 0
     * @param output price of answer tokens; at least 0
     */
    @Introspected
    @Requires(condition = MetadataOnly.class)
    @ConfigurationProperties("price-ceiling")
    record PriceCeiling(@Nullable Double input, @Nullable Double output) {}

    /**
     * Limits of all calls of a tenant or of one of its keys.
     *
     * @param requests calls per time, such as 600/1m; default: none
     * @param tokens tokens of prompts and answers per time, such as 400000/1m; default: none
     * @param concurrent calls under way; at least 1; default: none
     */
    @Introspected
    @Requires(condition = MetadataOnly.class)
    @ConfigurationProperties("limits")
    record Limits(
            @Nullable String requests,
            @Nullable String tokens,
            @Nullable Integer concurrent) {}

    /**
     * Budget of a tenant per period of the calendar.
     *
     * @param usd US dollars per period; over 0; this or tokens
     * @param tokens tokens per period; at least 1
     * @param per the period: day, week, month; default: month
     * @param zone time zone of the period's beginning; default: UTC
     * @param models the models that it counts; default: all
     * @param warnAt shares of it that are alerted; each over 0, at most 1; default: none
     * @param whenSpent refuse, or the pool that goes on; default: refuse
     */
    @Introspected
    record Budget(
            @Nullable Double usd,
            @Nullable Long tokens,
            @Nullable String per,
            @Nullable String zone,
            List<String> models,
            List<Double> warnAt,
            @Nullable WhenSpent whenSpent) {}

    /**
     * Consequence of a spent budget for calls.
     *
     * @param word refuse, in place of the key
     * @param pool the pool that serves them, marked degraded
     */
    @Introspected
    record WhenSpent(
            @dev.pointsman.micronaut.config.Shorthand @Nullable
            String word,

            @Nullable String pool) {}

    /**
     * Key of a client.
     *
     * @param id its id in usage and logs; 1 to 64 letters, digits, dots, hyphens and underscores
     * @param hash its hash, as the command that makes keys prints it: sha256: and 64 hexadecimal digits
     * @param expires the day after which it is refused, such as 2027-06-30, in UTC; default: never
     * @param limits further limits of its calls
     */
    @Introspected
    record Key(
            @Nullable String id,
            @Nullable String hash,
            @Nullable String expires,
            @Nullable Limits limits) {

        /** Returns the id only: the hash is not for logs. */
        @Override
        public String toString() {
            return "Key[id=" + id + "]";
        }
    }
}
