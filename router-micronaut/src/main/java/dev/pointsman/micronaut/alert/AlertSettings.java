package dev.pointsman.micronaut.alert;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Alert settings: webhook, kinds and limits. Address and headers are secrets and never part of {@link #toString()}.
 * Immutable.
 *
 * @param url the webhook; http or https, with a host
 * @param format the format of alerts
 * @param headers sent with every alert
 * @param kinds the kinds that are sent
 * @param minInterval minimum time between equal alerts about the same subject; at least 0
 * @param settle how long a pool must be degraded, or healthy again, before an alert is sent; at least 0
 * @param atMost maximum number of alerts per hour; at least 1
 * @param timeout timeout of one send attempt; over 0
 * @param instance the name of the router that alerts; empty if it has none
 */
record AlertSettings(
        URI url,
        AlertFormat format,
        Map<String, String> headers,
        Set<AlertKind> kinds,
        Duration minInterval,
        Duration settle,
        int atMost,
        Duration timeout,
        String instance) {

    /** Default format. */
    static final AlertFormat FORMAT = AlertFormat.SLACK;

    /** Default kinds. */
    static final Set<AlertKind> KINDS = Set.of(
            AlertKind.CRITICAL,
            AlertKind.CREDENTIALS,
            AlertKind.QUOTA_EXHAUSTED,
            AlertKind.MODEL_NOT_FOUND,
            AlertKind.RATE_LIMITED,
            AlertKind.DEGRADED,
            AlertKind.QUALITY,
            AlertKind.RECOVERED);

    /** Default minimum time between equal alerts about the same subject. */
    static final Duration MIN_INTERVAL = Duration.ofMinutes(5);

    /** Default time that a pool must be degraded, or healthy again, before an alert is sent. */
    static final Duration SETTLE = Duration.ofSeconds(10);

    /** Default maximum number of alerts per hour. */
    static final int AT_MOST = 10;

    /** Default timeout of one send attempt. */
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Copies the headers and kinds. */
    public AlertSettings {
        headers = Map.copyOf(headers);
        kinds = Set.copyOf(kinds);
    }

    /**
     * Returns settings with every optional value at its default.
     *
     * @param url the webhook; http or https, with a host
     * @return the settings
     */
    static AlertSettings of(URI url) {
        return new AlertSettings(url, FORMAT, Map.of(), KINDS, MIN_INTERVAL, SETTLE, AT_MOST, TIMEOUT, "");
    }

    /** Returns the settings with the name of the router. */
    AlertSettings withInstance(String name) {
        return new AlertSettings(url, format, headers, kinds, minInterval, settle, atMost, timeout, name);
    }

    /** Returns scheme and host of the webhook only: the path may be a secret. */
    String host() {
        return url.getScheme() + "://" + url.getHost();
    }

    /** Returns the settings without secrets. */
    @Override
    public String toString() {
        return "AlertSettings[url=" + host() + "/***"
                + ", format=" + format
                + ", headers=" + headers.keySet()
                + ", kinds=" + kinds
                + ", minInterval=" + minInterval
                + ", settle=" + settle
                + ", atMost=" + atMost
                + ", timeout=" + timeout
                + ", instance=" + instance
                + "]";
    }
}
