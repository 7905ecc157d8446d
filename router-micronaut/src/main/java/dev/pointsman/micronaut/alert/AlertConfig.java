package dev.pointsman.micronaut.alert;

import dev.pointsman.micronaut.config.AllowBlank;
import dev.pointsman.micronaut.config.MetadataOnly;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Alert configuration.
 *
 * @param url the webhook's address, a secret; blank or none: no alerts
 * @param format how an alert is written: slack, json; default: slack
 * @param headers headers sent with every alert
 * @param kinds kinds of alerts sent: critical, credentials, quota-exhausted, model-not-found, rate-limited, degraded,
 *     quality, recovered, opened, drill; default: all but the last two
 * @param minInterval minimum time between equal alerts about the same pool or model; at least 0; default: 5m
 * @param settle how long a pool must be degraded, or healthy again, before an alert is sent; at least 0; default: 10s
 * @param atMost maximum number of alerts per hour, the last third of them reserved for alerts that require an operator;
 *     at least 1; default: 10
 * @param timeout timeout of one send attempt; over 0; default: 5s
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

    /** Returns no values: address and headers are secrets. */
    @Override
    public String toString() {
        return "AlertConfig[***]";
    }
}
