package dev.pointsman.micronaut.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where people are told what they should know.
 *
 * @param url the webhook's address, a secret; blank or none: no alerts
 * @param format how an alert is written: slack, json; default: slack
 * @param headers headers sent with every alert
 * @param kinds what is told: critical, credentials, quota-exhausted, model-not-found, rate-limited, degraded, recovered, opened, drill;
 *     default: all but the last two
 * @param minInterval after this time the same may be told of the same pool or model again; at least 0; default: 5m
 * @param settle how long a pool must be degraded, or well again, until it is told; at least 0; default: 10s
 * @param atMost the most alerts in an hour that arrive, the last third of them only for what somebody must act on; at least
 *     1; default: 10
 * @param timeout how long one try to send may take; over 0; default: 5s
 */
@Introspected
@Requires(condition = MetadataOnly.class)
@ConfigurationProperties("pointsman.alerts")
record AlertConfig(
        @AllowBlank @Nullable String url,
        @Nullable String format,
        Map<String, String> headers,
        @Nullable List<String> kinds,
        @Nullable Duration minInterval,
        @Nullable Duration settle,
        @Nullable Integer atMost,
        @Nullable Duration timeout) {

    /** Nothing: address and headers are secrets. */
    @Override
    public String toString() {
        return "AlertConfig[***]";
    }
}
