package dev.pointsman.micronaut.config;

import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * Rule that maps a provider's error response to a failure kind; at least one of status, code and message is required.
 *
 * @param provider the name of a configured provider, or a family of providers such as groq; default: any
 * @param status statuses from 300 to 999, or 3xx, 4xx, 5xx, separated by commas; default: any
 * @param code codes, types or reasons that the body names, separated by commas, of which one must be there; default:
 *     any
 * @param message the beginning of the provider's message, case-insensitive, with * for any run of characters; default:
 *     any
 * @param kind the kind of failure, such as quota-exhausted
 */
@Introspected
record FailureRuleConfig(
        @Nullable String provider,
        @Nullable String status,
        @Nullable String code,
        @Nullable String message,
        @Nullable String kind) {}
