package dev.pointsman.micronaut.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import java.util.List;
import java.util.Map;

/**
 * Failures that mean something else than they usually do; each is named by a kind, such as timeout or content-filter.
 *
 * @param rules rules by provider, status, code and message; the first that matches tells the kind, before all else
 * @param statuses kinds by HTTP status, 300 to 999
 * @param codes kinds by the code or type of error that a provider gives, in upper or lower case; they outweigh statuses
 * @param exceptions kinds by the full name of a class of exceptions, which stands for its subclasses too
 */
@Introspected
@Requires(condition = MetadataOnly.class)
@ConfigurationProperties("pointsman.failures")
record FailureConfig(
        List<FailureRuleConfig> rules,
        Map<String, String> statuses,
        Map<String, String> codes,
        Map<String, String> exceptions) {}
