package dev.pointsman.micronaut.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import java.util.List;
import java.util.Map;

/**
 * Custom mappings of failures to kinds, such as timeout or content-filter.
 *
 * @param rules rules by provider, status, code and message; the first match determines the kind, before all other
 *     mappings
 * @param statuses kinds by HTTP status, 300 to 999
 * @param codes kinds by the code or type of error that a provider gives, in upper or lower case; they take precedence
 *     over statuses
 * @param exceptions kinds by the full name of an exception class, including its subclasses
 */
@Introspected
@Requires(condition = MetadataOnly.class)
@ConfigurationProperties("pointsman.failures")
record FailureConfig(
        List<FailureRuleConfig> rules,
        Map<String, String> statuses,
        Map<String, String> codes,
        Map<String, String> exceptions) {}
