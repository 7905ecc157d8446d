package dev.pointsman.micronaut.alert;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Where alerts go, which, and how often. Address and headers are secrets and never show in {@link #toString()}. Immutable.
 *
 * @param url the webhook; http or https, with a host
 * @param format how alerts are written
 * @param headers sent with every alert
 * @param kinds the kinds that are told
 * @param minInterval after this time the same may be told of the same subject again; at least 0
 * @param settle how long a pool must be degraded, or well again, until it is told; at least 0
 * @param atMost the most alerts in an hour; at least 1
 * @param timeout how long one try to send may take; over 0
 * @param instance the name of the router that alerts; empty if it has none
 */
public record AlertSettings(
        URI url,
        AlertFormat format,
        Map<String, String> headers,
        Set<AlertKind> kinds,
        Duration minInterval,
        Duration settle,
        int atMost,
        Duration timeout,
        String instance) {

    /** How alerts are written by default. */
    public static final AlertFormat FORMAT = AlertFormat.SLACK;

    /** The kinds that are told by default. */
    public static final Set<AlertKind> KINDS = Set.of(
            AlertKind.CRITICAL,
            AlertKind.CREDENTIALS,
            AlertKind.QUOTA_EXHAUSTED,
            AlertKind.MODEL_NOT_FOUND,
            AlertKind.RATE_LIMITED,
            AlertKind.DEGRADED,
            AlertKind.RECOVERED);

    /** The default time after which the same may be told of the same subject again. */
    public static final Duration MIN_INTERVAL = Duration.ofMinutes(5);

    /** How long a pool must be degraded, or well again, by default, until it is told. */
    public static final Duration SETTLE = Duration.ofSeconds(10);

    /** The most alerts in an hour by default. */
    public static final int AT_MOST = 10;

    /** How long one try to send may take by default. */
    public static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Copies the headers and kinds. */
    public AlertSettings {
        headers = Map.copyOf(headers);
        kinds = Set.copyOf(kinds);
    }

    /**
     * Settings with every optional value at its default.
     *
     * @param url the webhook; http or https, with a host
     * @return the settings
     */
    public static AlertSettings of(URI url) {
        return new AlertSettings(url, FORMAT, Map.of(), KINDS, MIN_INTERVAL, SETTLE, AT_MOST, TIMEOUT, "");
    }

    /** The scheme and host of the webhook alone: a path may be a key. */
    String host() {
        return url.getScheme() + "://" + url.getHost();
    }

    /** Where to, how and how often; of address and headers no secret. */
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
