package dev.pointsman.micronaut.alert;

import dev.pointsman.micronaut.chat.ProviderSettings;
import dev.pointsman.micronaut.config.ConfigErrors;
import dev.pointsman.micronaut.config.EnumValues;
import dev.pointsman.micronaut.config.RangeChecks;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Mapper from alert configuration to settings; address and headers are never part of a message. */
final class AlertMapper {
    /** Headers set by the HTTP client itself. */
    private static final Set<String> CLIENT_HEADERS =
            Set.of("connection", "content-length", "expect", "host", "upgrade");

    /** Replacement for an invalid address, which is reported. */
    private static final URI PLACEHOLDER = URI.create("http://nowhere.invalid");

    private AlertMapper() {}

    /** Returns the settings; null for no alerts, or if an error is reported. */
    static @Nullable AlertSettings of(@Nullable AlertConfig config, ConfigErrors at) {
        if (config == null || config.url() == null) {
            return null;
        }
        URI url = url(config.url(), at.in("url"));
        AlertFormat format = config.format() == null
                ? AlertSettings.FORMAT
                : EnumValues.of(AlertFormat.class, config.format(), at.in("format"));
        checkHeaders(config.headers(), at);
        RangeChecks given = new RangeChecks(at);
        AlertSettings settings = new AlertSettings(
                url == null ? PLACEHOLDER : url,
                format == null ? AlertSettings.FORMAT : format,
                config.headers(),
                kinds(config.kinds(), at.in("kinds")),
                given.notNegative("min-interval", config.minInterval(), AlertSettings.MIN_INTERVAL),
                given.notNegative("settle", config.settle(), AlertSettings.SETTLE),
                given.atLeast(1, "at-most", config.atMost(), AlertSettings.AT_MOST),
                given.positive("timeout", config.timeout(), AlertSettings.TIMEOUT),
                "");
        return url == null ? null : settings;
    }

    private static Set<AlertKind> kinds(@Nullable List<String> words, ConfigErrors at) {
        if (words == null) {
            return AlertSettings.KINDS;
        }
        at.require(!words.isEmpty(), "none", "at least one; no url for no alerts");
        return EnumValues.of(AlertKind.class, words, at);
    }

    private static @Nullable URI url(String text, ConfigErrors at) {
        try {
            URI url = new URI(text);
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            boolean right = http && url.getHost() != null && url.getRawUserInfo() == null;
            return at.require(right, "***", "an http or https address without user info") ? url : null;
        } catch (URISyntaxException e) {
            at.refuse("***", "an http or https address without user info");
            return null;
        }
    }

    private static void checkHeaders(Map<String, String> headers, ConfigErrors at) {
        ProviderSettings.mistakes("", headers, Map.of())
                .forEach((path, expected) -> at.in(path).refuse("***", expected));
        headers.keySet().stream()
                .filter(name -> CLIENT_HEADERS.contains(name.toLowerCase(Locale.ROOT)))
                .forEach(name -> at.in("headers." + name).refuse("***", "no header that the client sets by itself"));
    }
}
